import { type Graded, score } from '../../test/understanding/judge.ts';
import { expectedOutcomes, gradeHalf, outcomeOfAll, shareOf } from '../judged.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure, type Row, type Table } from '../measure.ts';
import { percent } from '../print.ts';

const OUTCOMES = ['answer', 'clarify', 'nodata', 'offtopic', 'smalltalk'] as const;
const BINS = 10;

/** How well the judging half is understood: shares and counts only, never one of its questions. */
export const judged: Measure = {
  ids: ['judged', 'judged-right', 'judged-refused', 'judged-needless', 'judged-wrong'],
  async run() {
    const graded = gradeHalf(theLine(), 'judging');
    const all = score(graded);
    const row = (id: string, what: string, share: number, better: Row['better'], limit: number): Row =>
      createRow({ id, what, unit: '%', better, ours: [share * 100], bar: { of: 'ours', limit } });
    return {
      rows: [
        row('judged-right', 'wholly right', all.right, 'higher', 97),
        row('judged-refused', 'off the subject, refused', all.outOfScopeRefused, 'higher', 97),
        row('judged-needless', 'needless refusals', all.needlesslyRefused, 'lower', 3),
        row('judged-wrong', 'wrong with confidence', all.wrongWithConfidence, 'lower', 1),
      ],
      tables: [tableOfGroups(graded), tableOfStyles(graded), tableOfConfusion(graded), tableOfReliability(graded)],
      notes: [`${all.questions} questions, ${all.inScope} on the subject, ${all.outOfScope} off it.`],
    };
  },
};

function tableOfGroups(graded: readonly Graded[]): Table {
  const groups = [...Map.groupBy(graded, ({ family }) => family.group)].sort(([a], [b]) => a.localeCompare(b));
  return {
    title: 'By group',
    head: ['group', 'n', 'right', 'needless refusals', 'wrong with confidence', ...OUTCOMES],
    lines: groups.map(([group, members]) => [
      group,
      String(members.length),
      percent(shareOf(members, ({ right }) => right)),
      percent(shareOf(members, (one) => one.inScope && one.refused && !one.right)),
      percent(shareOf(members, (one) => one.wrongWithConfidence)),
      ...OUTCOMES.map((outcome) => count(members, (one) => outcomeOfAll(one.verdicts) === outcome)),
    ]),
  };
}

function tableOfStyles(graded: readonly Graded[]): Table {
  return {
    title: 'By style',
    head: ['style', 'n', 'right', 'wrong with confidence'],
    lines: [...Map.groupBy(graded, ({ style }) => style)].map(([style, members]) => [
      style,
      String(members.length),
      percent(shareOf(members, ({ right }) => right)),
      percent(shareOf(members, (one) => one.wrongWithConfidence)),
    ]),
  };
}

/** What was right (rows; a question that admits several outcomes counts as the first) by what was given. */
function tableOfConfusion(graded: readonly Graded[]): Table {
  return {
    title: 'Expected outcome by given outcome',
    head: ['expected', 'n', ...OUTCOMES],
    lines: OUTCOMES.map((expected) => {
      const members = graded.filter((one) => expectedOutcomes(one)[0] === expected);
      return [
        expected,
        String(members.length),
        ...OUTCOMES.map((outcome) => count(members, (one) => outcomeOfAll(one.verdicts) === outcome)),
      ];
    }),
  };
}

/** Whether a confidence means what it says: in each tenth, the share that is right should be about the confidence. */
function tableOfReliability(graded: readonly Graded[]): Table {
  const read = graded.flatMap(({ verdicts, right }) => {
    const first = verdicts[0];
    return first === undefined ? [] : [{ confidence: first.confidence, right }];
  });
  return {
    title: 'Reliability: confidence by share right',
    head: ['confidence', 'n', 'mean confidence', 'right'],
    lines: Array.from({ length: BINS }, (_, bin) => {
      const members = read.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
      const mean = members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length;
      return [
        `${bin / BINS} – ${(bin + 1) / BINS}`,
        String(members.length),
        percent(mean),
        percent(shareOf(members, ({ right }) => right)),
      ];
    }),
  };
}

function count<Item>(items: readonly Item[], test: (item: Item) => boolean): string {
  return String(items.filter(test).length);
}
