import { EMPTY_CONTEXT } from '../../src/answer.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { fold } from '../../src/language/fold.ts';
import { createNormalise } from '../../src/language/normalise.ts';
import { buildReader, type Tools } from '../../src/understanding/build-reader.ts';
import { decide } from '../../src/understanding/decide.ts';
import weights from '../../src/understanding/gate-weights.json' with { type: 'json' };
import { readExample } from '../../src/understanding/intent-classifier.ts';
import { createMeasure } from '../../src/understanding/measure.ts';
import type { Measured } from '../../src/understanding/read.ts';
import { sideOf } from '../../src/understanding/side.ts';
import { SIGNALS } from '../../src/understanding/signals.ts';
import { type Family, type Graded, grade, loadFamilies, score, type Verdict } from '../../test/understanding/judge.ts';
import { chanceFrom, type FitRow, fitWeights } from '../fit-logistic.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure } from '../measure.ts';
import { percent } from '../print.ts';

const FOLDS = 10;
const MOST_PARTS = 3;
/** A chance beyond any threshold, as a sum of weighed signals. */
const SURE = 20;
const COVERAGE = /strange|known words|passed over|lacks its name/;
const SCORES = /bias|score|lead|complete/;

/** One part taken away: from the data, from the reading of words, or from the signals that the gate may weigh. */
interface Variant {
  readonly name: string;
  readonly data?: (knowledge: Knowledge) => Knowledge;
  readonly tools?: (tools: Tools, knowledge: Knowledge) => Pick<Tools, 'normalise' | 'reader'>;
  readonly signals?: (name: string) => boolean;
  readonly isOpen?: boolean;
}

const VARIANTS: readonly Variant[] = [
  { name: 'everything' },
  { name: 'words are not mended', tools: withoutRepair },
  {
    name: 'no examples off the subject',
    data: (knowledge) => keepExamples(knowledge, (id) => sideOf(id) !== 'offtopic'),
  },
  {
    name: 'no examples and no words of what is not held',
    data: (knowledge) => ({ ...keepExamples(knowledge, (id) => sideOf(id) !== 'unheld'), unheld: [] }),
  },
  { name: 'every other example', data: (knowledge) => keepExamples(knowledge, (_, at) => at % 2 === 0) },
  { name: 'every fourth example', data: (knowledge) => keepExamples(knowledge, (_, at) => at % 4 === 0) },
  {
    name: 'no other names, no synonyms',
    data: (knowledge) => ({
      ...knowledge,
      names: knowledge.names.filter(({ as }) => as === 'name' || as === 'short' || as === 'code'),
    }),
  },
  { name: 'a gate that does not see what is left unexplained', signals: (name) => !COVERAGE.test(name) },
  { name: 'a gate that sees the scores of the classes only', signals: (name) => SCORES.test(name) },
  { name: 'no gate: whatever is complete is answered', isOpen: true },
];

/** What each part of the understanding brings, on the tuning half: what docs/comprehension.md tells. */
export const ablation: Measure = {
  ids: ['ablation'],
  isOptional: true,
  async run() {
    const { knowledge } = theLine();
    const families = loadFamilies('tuning').flatMap((family) => {
      const questions = family.questions.filter(({ after = [] }) => after.length === 0);
      return questions.length === 0 ? [] : [{ ...family, questions }];
    });
    const results = VARIANTS.map((variant) => ({
      name: variant.name,
      ...score(gradeVariant(variant, knowledge, families)),
    }));
    const [all] = results;
    return {
      rows: [
        createRow({
          id: 'ablation',
          what: 'wholly right, with everything',
          unit: '%',
          better: 'higher',
          ours: [(all?.right ?? Number.NaN) * 100],
        }),
      ],
      tables: [
        {
          title: 'One part taken away',
          head: ['without', 'n', 'right', 'off subject refused', 'needless refusals', 'wrong with confidence'],
          lines: results.map((one) => [
            one.name,
            String(one.questions),
            percent(one.right),
            percent(one.outOfScopeRefused),
            percent(one.needlesslyRefused),
            percent(one.wrongWithConfidence),
          ]),
        },
      ],
      notes: [
        'Questions of the tuning half that stand alone. The gate is fitted anew for each line, ten times, never on the family that it judges, and on these questions alone.',
      ],
    };
  },
};

function gradeVariant(variant: Variant, whole: Knowledge, families: readonly Family[]): Graded[] {
  const knowledge = variant.data?.(whole) ?? whole;
  const tools = buildReader(knowledge, null);
  const measure = createMeasure({ knowledge, ...(variant.tools?.(tools, knowledge) ?? tools) });
  const measured = new Map<string, readonly Measured[]>();
  const rows = families.flatMap(({ expect, questions }, at) => {
    const outcomes = expect.outcome ?? ['answer'];
    return questions.flatMap(({ text }) => {
      const parts = measure(text, EMPTY_CONTEXT);
      measured.set(text, parts);
      // Small talk is settled before the gate, and what may go either way teaches it nothing.
      const isPlain = !outcomes.includes('smalltalk') && (outcomes.length === 1 || !outcomes.includes('answer'));
      return isPlain
        ? parts.map(({ signals }) => ({
            fold: at % FOLDS,
            signals: keep(signals, variant),
            yes: outcomes.includes('answer'),
            weight: 1,
          }))
        : [];
    });
  });
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const fitted = fitWeights(SIGNALS.length, rows.filter((row) => row.fold !== fold) satisfies FitRow[]);
    const ask = (turns: readonly string[]): Verdict[] =>
      (measured.get(turns.at(-1) ?? '') ?? []).slice(0, MOST_PARTS).map((one) => {
        const chance = chanceFrom(fitted, keep(one.signals, variant));
        const logit = variant.isOpen === true ? (one.filled.complete ? SURE : -SURE) : Math.log(chance / (1 - chance));
        const { reading, confidence } = decide(
          { ...one, signals: toSignals(logit) },
          EMPTY_CONTEXT,
          knowledge,
          tools.lexicon,
        );
        return {
          outcome: reading.outcome,
          frame: reading.outcome === 'answer' ? reading.frame : null,
          choices: reading.outcome === 'clarify' ? reading.choices : [],
          confidence,
          shown: [],
        };
      });
    return grade(
      families.filter((__, at) => at % FOLDS === fold),
      whole,
      ask,
    );
  });
}

function keep(signals: readonly number[], { signals: isKept = () => true }: Variant): number[] {
  return signals.map((signal, at) => (isKept(SIGNALS[at] ?? '') ? signal : 0));
}

/** Signals that the gate as it stands turns into just this sum. */
function toSignals(sum: number): number[] {
  return SIGNALS.map((_, at) => (at === 0 ? sum / (weights.subject[0] ?? 1) : 0));
}

function keepExamples(knowledge: Knowledge, isKept: (id: string, at: number) => boolean): Knowledge {
  const intents = knowledge.intents
    .map(({ id, examples }) => ({ id, examples: examples.filter((_, at) => isKept(id, at)) }))
    .filter(({ examples }) => examples.length > 0);
  return { ...knowledge, intents };
}

/** Words stay as they were typed, unless they are known. */
function withoutRepair(
  { dictionary, reader }: Tools,
  { intents, names }: Knowledge,
): Pick<Tools, 'normalise' | 'reader'> {
  const known = new Set([
    ...intents.flatMap(({ examples }) => examples.flatMap((text) => readExample(text).map((word) => word.text))),
    ...names.flatMap(({ text }) => fold(text).split(' ')),
  ]);
  return { reader, normalise: createNormalise({ knows: (word) => known.has(word), mend: () => null }, dictionary) };
}
