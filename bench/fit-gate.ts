import { writeFileSync } from 'node:fs';
import { EMPTY_CONTEXT, type Frame } from '../src/answer.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { fold as foldText } from '../src/language/fold.ts';
import { readClass } from '../src/understanding/frames.ts';
import { isAgain, sideOf } from '../src/understanding/side.ts';
import { HELD_SIGNALS, SIGNALS } from '../src/understanding/signals.ts';
import { createUnderstand } from '../src/understanding/understand.ts';
import { type Family, isReadRight, loadFamilies } from '../test/understanding/judge.ts';
import { chanceFrom, type FitRow, fitWeights } from './fit-logistic.ts';

/*
 * Fits the weights of the gate: `node bench/fit-gate.ts` prints what a tenfold cross-validation by family gives,
 * `node bench/fit-gate.ts --write` writes src/understanding/gate-weights.json. Rows come from the tuning half of the
 * judged questions and from the examples of data/intents, each measured by models that have not seen it.
 */

/** `yes` is what a gate should say yes to. */
interface Row extends FitRow {
  readonly family: string;
}

/** On the subject; of those, read right; refused, but on the subject. */
interface Rows {
  readonly subject: Row[];
  readonly right: Row[];
  readonly held: Row[];
}

const MAX_TEXT = 2000;
const FOLDS = 5;
/** Neighbouring examples are alike: they are left out together. */
const BLOCK = 8;
/** What an example with types for names counts, beside a question as people type it. */
const PATTERN_WEIGHT = 0.25;

const knowledge = createKnowledge('data');
const rows = measureAll(knowledge);
report('on the subject', SIGNALS.length, rows.subject);
report('read right, when on the subject', SIGNALS.length, rows.right);
report('refused, but on the subject', HELD_SIGNALS.length, rows.held);
if (process.argv.includes('--write')) {
  const weights = {
    subject: fitWeights(SIGNALS.length, rows.subject).map(round),
    right: fitWeights(SIGNALS.length, rows.right).map(round),
    held: fitWeights(HELD_SIGNALS.length, rows.held).map(round),
  };
  writeFileSync('src/understanding/gate-weights.json', `${JSON.stringify(weights, null, 2)}\n`);
  for (const [at, signal] of SIGNALS.entries())
    console.log(`${show(weights.subject[at])} ${show(weights.right[at])}  ${signal}`);
  for (const [at, signal] of HELD_SIGNALS.entries()) console.log(`${show(weights.held[at])}         held: ${signal}`);
}

/** Measures every judged question of the tuning half and every example by models that have not seen it. */
function measureAll(data: Knowledge): Rows {
  const families = loadFamilies('tuning');
  const found: Rows = { subject: [], right: [], held: [] };
  for (let fold = 0; fold < FOLDS; fold++) {
    const judged = families.filter((_, at) => at % FOLDS === fold);
    const unseen = new Set(judged.flatMap(({ questions }) => questions.map(({ text }) => foldText(text))));
    const isOut = (text: string, at: number): boolean =>
      unseen.has(foldText(text)) || Math.floor(at / BLOCK) % FOLDS === fold;
    const understand = createUnderstand(
      {
        ...data,
        intents: data.intents.map((one) => ({ ...one, examples: one.examples.filter((text, at) => !isOut(text, at)) })),
        themes: data.themes.map((one) => ({ ...one, examples: one.examples.filter((text, at) => !isOut(text, at)) })),
      },
      MAX_TEXT,
    );
    for (const family of judged) measureFamily(family, understand, data, found);
    for (const { id, examples } of data.intents) {
      if (sideOf(id) === 'smalltalk' || isAgain(id)) continue;
      for (const [at, text] of examples.entries())
        if (isOut(text, at) && !unseen.has(foldText(text))) measureExample(id, text, at, understand, data, found);
    }
  }
  return found;
}

type Measuring = ReturnType<typeof createUnderstand>;

function measureFamily(family: Family, understand: Measuring, data: Knowledge, found: Rows): void {
  const { expect, questions } = family;
  const outcomes = expect.outcome ?? ['answer'];
  // a question that lacks its place is on the subject, and the bot asks which
  const inScope = outcomes.includes('answer') || outcomes.includes('clarify');
  if (outcomes.includes('smalltalk') || (inScope && outcomes.some((one) => one !== 'answer' && one !== 'clarify')))
    return;
  for (const { text, after = [] } of questions) {
    let context = EMPTY_CONTEXT;
    for (const turn of after) {
      const { parts } = understand({ text: turn, frame: null, locale: 'fr' }, context);
      const frames = parts.flatMap(({ reading }) => (reading.outcome === 'answer' ? [reading.frame] : []));
      context = { ...context, last: [...context.last, ...frames].slice(-3) };
    }
    const parts = understand.measure(text, context);
    const frames = parts.map(({ filled }) => filled.frame);
    const isRight = outcomes.includes('answer')
      ? isReadRight(family, frames, data)
      : parts.every(({ filled }) => !filled.complete);
    for (const { signals, heldSignals } of parts) {
      const row = { family: family.family, weight: 1 };
      found.subject.push({ ...row, signals, yes: inScope });
      if (inScope) found.right.push({ ...row, signals, yes: isRight });
      if (outcomes.length === 1 && !inScope)
        found.held.push({ ...row, signals: heldSignals, yes: outcomes[0] === 'nodata' });
    }
  }
}

function measureExample(
  id: string,
  text: string,
  at: number,
  understand: Measuring,
  data: Knowledge,
  found: Rows,
): void {
  const side = sideOf(id);
  const [measured, ...more] = understand.measure(fillIn(text, at, data), EMPTY_CONTEXT);
  const { filled } = measured ?? {};
  if (measured === undefined || filled === undefined || more.length > 0) return;
  const isPattern = text.includes('⟨');
  // a question about a theme may lack its name for want of wit; the others are follow-ups, which stand alone here
  if (side === 'in' && !filled.complete && (isPattern || id !== 'theme')) return;
  const row = { family: `${id} ${Math.floor(at / BLOCK)}`, weight: isPattern ? PATTERN_WEIGHT : 1 };
  found.subject.push({ ...row, signals: measured.signals, yes: side === 'in' });
  if (side === 'in')
    found.right.push({ ...row, signals: measured.signals, yes: filled.complete && isOfKind(filled.frame, id) });
  else found.held.push({ ...row, signals: measured.heldSignals, yes: side === 'unheld' });
}

function isOfKind({ intent, topics }: Frame, id: string): boolean {
  const asked = readClass(id);
  return intent === asked.intent && asked.topics.every((topic) => topics.includes(topic));
}

/** Puts names in the places of their types, others in each example, always the same. */
function fillIn(text: string, at: number, { territories, organisations, people, themes, terms }: Knowledge): string {
  const pick = <T>(list: readonly T[]): T | undefined => list[(at * 7 + text.length) % list.length];
  const names: Record<string, string | undefined> = {
    territory: pick(territories)?.name,
    place: pick(['Rennes', 'Bordeaux', 'le Finistère', 'Occitanie', 'Limoges', 'la Drôme', 'Caen']),
    theme: pick(themes)?.label.split(' et ')[0],
    organisation: pick(organisations)?.name,
    person: pick(people)?.name,
    term: pick(terms)?.term,
    wave: pick(['première vague', 'deuxième vague']),
    kind: pick(['régions', 'territoires ruraux', 'départements']),
  };
  return text.replace(/⟨([a-z]+)⟩/gu, (_, type: string) => names[type] ?? '');
}

/** What a tenfold cross-validation by family gives. */
function report(what: string, size: number, measured: readonly Row[]): void {
  const families = [...new Set(measured.map(({ family }) => family))];
  const foldOf = new Map(families.map((family, at) => [family, at % 10]));
  const predictions = Array.from({ length: 10 }, (_, fold) => fold).flatMap((fold) => {
    const weights = fitWeights(
      size,
      measured.filter(({ family }) => foldOf.get(family) !== fold),
    );
    return measured
      .filter(({ family, weight }) => foldOf.get(family) === fold && weight === 1)
      .map(({ signals, yes }) => ({ chance: chanceFrom(weights, signals), yes }));
  });
  const right = predictions.filter(({ yes }) => yes);
  const wrong = predictions.filter(({ yes }) => !yes);
  console.log(`${what}: ${right.length} yes, ${wrong.length} no`);
  for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
    const missed = right.filter((one) => one.chance < threshold).length / right.length;
    const caught = wrong.filter((one) => one.chance < threshold).length / wrong.length;
    console.log(`  from ${threshold}: ${percent(missed)} of yes missed, ${percent(caught)} of no caught`);
  }
}

function show(weight = 0): string {
  return weight.toFixed(2).padStart(6);
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
