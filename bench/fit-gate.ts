import { writeFileSync } from 'node:fs';
import { EMPTY_CONTEXT } from '../src/answer.ts';
import { createKnowledge } from '../src/knowledge/create-knowledge.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { sideOf } from '../src/understanding/lexicon.ts';
import { HELD_SIGNALS, SIGNALS } from '../src/understanding/signals.ts';
import { createUnderstand } from '../src/understanding/understand.ts';
import { loadFamilies } from '../test/understanding/judge.ts';
import { chanceFrom, type FitRow, fitWeights } from './fit-logistic.ts';

/*
 * Fits the weights of the gate: `node bench/fit-gate.ts` prints what a tenfold cross-validation by family gives,
 * `node bench/fit-gate.ts --write` writes src/understanding/gate-weights.json. Rows come from the tuning half of the
 * judged questions, and from the examples of data/intents, each measured by a classifier that has not seen it.
 */

/** `yes` is what the gate should say yes to: "on the subject and read right", or "on the subject, not held". */
interface Row extends FitRow {
  readonly family: string;
}

const MAX_TEXT = 2000;
const FOLDS = 5;
const EXAMPLE_WEIGHT = 0.25;

const knowledge = createKnowledge('data');
const judged = measureJudged(knowledge);
const examples = measureExamples(knowledge);
report('on the subject and read right', SIGNALS.length, judged.subject, examples.subject);
report('refused, but on the subject', HELD_SIGNALS.length, judged.held, examples.held);
if (process.argv.includes('--write')) {
  const weights = {
    subject: fitWeights(SIGNALS.length, [...judged.subject, ...examples.subject]).map(round),
    held: fitWeights(HELD_SIGNALS.length, [...judged.held, ...examples.held]).map(round),
  };
  writeFileSync('src/understanding/gate-weights.json', `${JSON.stringify(weights, null, 2)}\n`);
  for (const [at, signal] of SIGNALS.entries())
    console.log(`${(weights.subject[at] ?? 0).toFixed(2).padStart(6)}  ${signal}`);
  for (const [at, signal] of HELD_SIGNALS.entries())
    console.log(`${(weights.held[at] ?? 0).toFixed(2).padStart(6)}  held: ${signal}`);
}

interface Rows {
  readonly subject: Row[];
  readonly held: Row[];
}

function measureJudged(data: Knowledge): Rows {
  const understand = createUnderstand(data, MAX_TEXT);
  const rows: Rows = { subject: [], held: [] };
  for (const { family, expect, questions } of loadFamilies('tuning')) {
    const outcomes = expect.outcome ?? ['answer'];
    const inScope = outcomes.includes('answer');
    if (outcomes.includes('smalltalk') || outcomes.includes('clarify') || (inScope && outcomes.length > 1)) continue;
    for (const { text, after = [] } of questions) {
      let context = EMPTY_CONTEXT;
      for (const turn of after) {
        const { parts } = understand({ text: turn, frame: null, locale: 'fr' }, context);
        const frames = parts.flatMap(({ reading }) => (reading.outcome === 'answer' ? [reading.frame] : []));
        context = { ...context, last: [...context.last, ...frames].slice(-3) };
      }
      for (const { signals, heldSignals } of understand.measure(text, context)) {
        rows.subject.push({ signals, yes: inScope, family, weight: 1 });
        if (outcomes.length === 1 && !inScope) {
          rows.held.push({ signals: heldSignals, yes: outcomes[0] === 'nodata', family, weight: 1 });
        }
      }
    }
  }
  return rows;
}

function measureExamples(data: Knowledge): Rows {
  const rows: Rows = { subject: [], held: [] };
  for (let fold = 0; fold < FOLDS; fold++) {
    const intents = data.intents.map(({ id, examples: texts }) => ({
      id,
      examples: texts.filter((_, at) => at % FOLDS !== fold),
    }));
    const understand = createUnderstand({ ...data, intents }, MAX_TEXT);
    for (const { id, examples: texts } of data.intents) {
      const side = sideOf(id);
      if (side === 'smalltalk') continue;
      for (const [at, text] of texts.entries()) {
        if (at % FOLDS !== fold) continue;
        const [measured] = understand.measure(fillIn(text, at, data), EMPTY_CONTEXT);
        if (measured === undefined || (side === 'in' && !measured.filled.complete)) continue;
        const { signals, heldSignals } = measured;
        const row = { family: `${id} ${at}`, weight: EXAMPLE_WEIGHT };
        rows.subject.push({ ...row, signals, yes: side === 'in' });
        if (side !== 'in') rows.held.push({ ...row, signals: heldSignals, yes: side === 'unheld' });
      }
    }
  }
  return rows;
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

function report(what: string, size: number, rows: readonly Row[], others: readonly Row[]): void {
  const families = [...new Set(rows.map(({ family }) => family))];
  const foldOf = new Map(families.map((family, at) => [family, at % 10]));
  const predictions = Array.from({ length: 10 }, (_, fold) => fold).flatMap((fold) => {
    const weights = fitWeights(size, [...rows.filter(({ family }) => foldOf.get(family) !== fold), ...others]);
    return rows
      .filter(({ family }) => foldOf.get(family) === fold)
      .map(({ signals, yes }) => ({ chance: chanceFrom(weights, signals), yes }));
  });
  const right = predictions.filter(({ yes }) => yes);
  const wrong = predictions.filter(({ yes }) => !yes);
  console.log(`${what}: ${right.length} yes, ${wrong.length} no, ${others.length} examples`);
  for (const threshold of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]) {
    const missed = right.filter((one) => one.chance < threshold).length / right.length;
    const caught = wrong.filter((one) => one.chance < threshold).length / wrong.length;
    console.log(`  from ${threshold}: ${percent(missed)} of yes missed, ${percent(caught)} of no caught`);
  }
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
