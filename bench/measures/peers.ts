import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { sideOf } from '../../src/understanding/side.ts';
import { type Family, grade, loadFamilies } from '../../test/understanding/judge.ts';
import { timeEach } from '../clock.ts';
import { outcomeOfAll, shareOf } from '../judged.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure, median } from '../measure.ts';
import { createMiniSearch, createNaiveFuse, type Engine } from '../peers/engines.ts';
import { fillExamples } from '../peers/example-questions.ts';
import { trainOnce } from '../peers/train-once.ts';
import { percent, round } from '../print.ts';
import { spreadOver } from '../random.ts';

/** fuse.js reads every example letter by letter: it gets fewer questions. */
const FUSE_QUESTIONS = 80;

interface Asked {
  readonly text: string;
  readonly outcomes: readonly string[];
  readonly intents: readonly string[] | null;
}

/** What an engine made of a question; `worth` orders questions from surely off the subject to surely on it. */
interface Made {
  readonly asked: Asked;
  readonly outcome: string;
  readonly intent: string | null;
  readonly worth: number;
  readonly ms: number;
}

interface Score {
  readonly name: string;
  readonly questions: number;
  readonly outcome: number;
  readonly intent: number;
  readonly refused: number;
  readonly needless: number;
  /** Refused off the subject when no more good questions are refused than ours refuses. */
  readonly refusedAsOurs: number;
  readonly ms: number;
}

/** How well others classify the judging half, who learnt from the very same examples. Shares only. */
export const peers: Measure = {
  ids: ['peers', 'peers-outcome', 'peers-intent', 'peers-refused'],
  async run() {
    const families = loadFamilies('judging');
    const asked = listAsked(families);
    const ours = scoreOurs(asked, families);
    const examples = fillExamples(theLine().knowledge, 1);
    const theirs = [
      await scorePeer(createNaiveFuse(examples), spreadOver(asked, FUSE_QUESTIONS), ours.needless),
      await scorePeer(createMiniSearch(examples), asked, ours.needless),
      await scorePeer(await trainOnce(examples), asked, ours.needless),
    ];
    const row = (id: string, what: string, of: 'outcome' | 'intent' | 'refusedAsOurs') => {
      const best = theirs.toSorted((a, b) => b[of] - a[of])[0];
      return createRow({
        id,
        what,
        unit: '%',
        better: 'higher',
        ours: [ours[of] * 100],
        ...(best === undefined ? {} : { peer: { name: `${best.name} (best)`, runs: [best[of] * 100] } }),
      });
    };
    return {
      rows: [
        row('peers-outcome', 'outcome right', 'outcome'),
        row('peers-intent', 'kind of question right', 'intent'),
        row('peers-refused', 'off the subject, refused', 'refusedAsOurs'),
      ],
      tables: [
        {
          title: 'The judging half, by engine',
          head: [
            'engine',
            'n',
            'outcome right',
            'kind right',
            'off subject refused',
            'needless refusals',
            'ms (median)',
          ],
          lines: [ours, ...theirs].map((one) => [
            one.name,
            String(one.questions),
            percent(one.outcome),
            percent(one.intent),
            percent(one.refused),
            percent(one.needless),
            percent(one.refusedAsOurs),
            round(one.ms),
          ]),
        },
      ],
      notes: [
        `Questions that stand alone and ask one thing. All engines learnt from the same ${examples.length} examples, ⟨types⟩ filled with real names for those that know none.`,
        'A peer refuses what it takes for a class off the subject; at equal needless refusals, it refuses below the score (of such a class: above) that loses as many good questions as ours.',
        'Kind right: among questions on the subject, even if refused by the peer. Names are not asked of the peers at all.',
      ],
    };
  },
};

function listAsked(families: readonly Family[]): Asked[] {
  return families
    .filter(({ expect }) => expect.parts === undefined)
    .flatMap(({ expect, questions }) =>
      questions
        .filter(({ after = [] }) => after.length === 0)
        .map(({ text }) => ({ text, outcomes: expect.outcome ?? [], intents: expect.intent ?? null })),
    );
}

function scoreOurs(asked: readonly Asked[], families: readonly Family[]): Score {
  const { knowledge, ask, understand } = theLine();
  const byText = new Map(grade(families, knowledge, ask).map((one) => [one.text, one]));
  const times = timeEach(asked, ({ text }) => understand({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT));
  const made = asked.map((one, at): Made => {
    const ms = times.least[at] ?? Number.NaN;
    const graded = byText.get(one.text);
    const outcome = outcomeOfAll(graded?.verdicts ?? []);
    const intent = graded?.verdicts.find(({ frame }) => frame !== null)?.frame?.intent ?? null;
    return { asked: one, outcome, intent, worth: 0, ms };
  });
  return toScore('ours', made);
}

async function scorePeer(engine: Engine, asked: readonly Asked[], needless: number): Promise<Score> {
  const made: Made[] = [];
  for (const one of asked) {
    const started = performance.now();
    const { intent, score } = await engine.classify(one.text);
    const ms = performance.now() - started;
    const side = sideOf(intent);
    const outcome = { in: 'answer', smalltalk: 'smalltalk', unheld: 'nodata', offtopic: 'offtopic' }[side];
    made.push({
      asked: one,
      outcome,
      intent: intent.split('/')[0] ?? intent,
      worth: side === 'in' ? score : -score,
      ms,
    });
  }
  const least = thresholdFor(made, needless);
  const off = made.filter(isOffSubject);
  return { ...toScore(engine.name, made), refusedAsOurs: shareOf(off, ({ worth }) => worth < least) };
}

/** The highest worth to ask of an answer that refuses no more good questions than `needless`. */
function thresholdFor(made: readonly Made[], needless: number): number {
  const worths = made
    .filter(isOnSubject)
    .map(({ worth }) => worth)
    .sort((a, b) => a - b);
  return worths[Math.floor(needless * worths.length)] ?? Number.NEGATIVE_INFINITY;
}

function toScore(name: string, made: readonly Made[]): Score {
  const kinds = made.filter(({ asked }) => asked.intents !== null && asked.outcomes.includes('answer'));
  const refused = shareOf(made.filter(isOffSubject), ({ outcome }) => outcome === 'nodata' || outcome === 'offtopic');
  return {
    name,
    questions: made.length,
    outcome: shareOf(made, ({ asked, outcome }) => asked.outcomes.includes(outcome)),
    intent: shareOf(kinds, ({ asked, intent }) => intent !== null && asked.intents?.includes(intent) === true),
    refused,
    needless: shareOf(
      made.filter(isOnSubject),
      ({ asked, outcome }) => outcome !== 'clarify' && !asked.outcomes.includes(outcome),
    ),
    refusedAsOurs: refused,
    ms: median(made.map(({ ms }) => ms)),
  };
}

function isOffSubject({ asked }: Made): boolean {
  return !asked.outcomes.includes('answer') && !asked.outcomes.includes('smalltalk');
}

function isOnSubject({ asked }: Made): boolean {
  return asked.outcomes.includes('answer');
}
