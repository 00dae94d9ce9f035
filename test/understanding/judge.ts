import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod/v4';
import type { Answer, Frame, Outcome } from '../../src/answer.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { fold } from '../../src/language/fold.ts';

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));
const expectation = z.object({
  outcome: oneOrMore,
  intent: oneOrMore.optional(),
  must: z.array(z.string()).optional(),
  mustNot: z.array(z.string()).optional(),
});
const family = z.object({
  family: z.string(),
  group: z.string(),
  expect: expectation.extend({ outcome: oneOrMore.optional(), parts: z.array(expectation).optional() }),
  questions: z.array(
    z.object({
      text: z.string(),
      style: z.enum(['clean', 'damaged', 'paraphrase']),
      after: z.array(z.string()).optional(),
    }),
  ),
});

export type Family = z.infer<typeof family>;
type Expectation = z.infer<typeof expectation>;
export type Half = 'tuning' | 'judging';

/** What a bot made of one question: one entry for each part answered, the ids of its frame and its outcome. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly frame: Frame | null;
  readonly choices: readonly Frame[];
  readonly confidence: number;
  /** The labelled territories that the answer is about: « Pantin » is answered by Est Ensemble. */
  readonly shown: readonly string[];
}

export interface Graded {
  readonly family: Family;
  readonly text: string;
  readonly style: string;
  readonly after: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** Wholly right: outcome, intent, and every id that must and must not be there. */
  readonly right: boolean;
  /** `answer` where another outcome, or another territory, theme or organisation, was right. */
  readonly wrongWithConfidence: boolean;
  /** On the subject: to be answered, or asked back. */
  readonly inScope: boolean;
  readonly refused: boolean;
}

/** Reads all families of one half of the judged questions. */
export function loadFamilies(half: Half): Family[] {
  const folder = new URL(`./${half}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => z.array(family).parse(parse(readFileSync(new URL(file, folder), 'utf8'))));
}

/** Asks every question, with the turns before it, and grades what was made of it. */
export function grade(
  families: readonly Family[],
  knowledge: Knowledge,
  ask: (turns: readonly string[]) => readonly Verdict[],
): Graded[] {
  const resolve = createResolver(knowledge);
  return families.flatMap((one) =>
    one.questions.map(({ text, style, after = [] }) => {
      const verdicts = ask([...after, text]);
      const outcomes = one.expect.outcome ?? [...new Set(one.expect.parts?.flatMap(({ outcome }) => outcome) ?? [])];
      const inScope = outcomes.includes('answer') || outcomes.every((one) => one === 'clarify');
      const outcome = overall(verdicts);
      const refused =
        outcome === 'offtopic' || outcome === 'nodata' || (outcome === 'smalltalk' && !outcomes.includes('smalltalk'));
      const right =
        one.expect.parts === undefined
          ? fits({ ...one.expect, outcome: outcomes }, verdicts, outcome, resolve)
          : one.expect.parts.length === verdicts.length &&
            one.expect.parts.every((part, at) => {
              const verdict = verdicts[at];
              return verdict !== undefined && fits(part, [verdict], verdict.outcome, resolve);
            });
      return {
        family: one,
        text,
        style,
        after,
        verdicts,
        right,
        wrongWithConfidence: outcome === 'answer' && !right && !onlyIntentDiffers(one, verdicts, resolve),
        inScope,
        refused,
      };
    }),
  );
}

/** Whether frames, were they answered, are what a family of one question expects. */
export function isReadRight({ expect }: Family, frames: readonly Frame[], knowledge: Knowledge): boolean {
  const verdicts = frames.map(
    (frame): Verdict => ({
      outcome: 'answer',
      frame,
      choices: [],
      confidence: 1,
      shown: frame.places.flatMap((id) => {
        const place = knowledge.place(id);
        return place === undefined ? [] : knowledge.territoriesAround(place).map((territory) => territory.id);
      }),
    }),
  );
  if (expect.parts !== undefined) return expect.parts.length === frames.length;
  return fits({ ...expect, outcome: ['answer'] }, verdicts, 'answer', createResolver(knowledge));
}

function overall(verdicts: readonly Verdict[]): Outcome {
  return verdicts.some(({ outcome }) => outcome === 'answer') ? 'answer' : (verdicts[0]?.outcome ?? 'offtopic');
}

function onlyIntentDiffers(one: Family, verdicts: readonly Verdict[], resolve: Resolve): boolean {
  if (one.expect.parts !== undefined) return false;
  const outcomes = one.expect.outcome ?? [];
  if (!outcomes.includes('answer')) return false;
  return fits({ outcome: outcomes, must: one.expect.must, mustNot: one.expect.mustNot }, verdicts, 'answer', resolve);
}

type Resolve = (id: string) => ReadonlySet<string>;

function fits(expected: Expectation, verdicts: readonly Verdict[], outcome: Outcome, resolve: Resolve): boolean {
  if (!expected.outcome.includes(outcome)) return false;
  const frames = verdicts.flatMap(({ frame, choices }) => (frame === null ? choices : [frame]));
  if (
    outcome === 'answer' &&
    expected.intent !== undefined &&
    !frames.some((frame) => expected.intent?.includes(frame.intent))
  )
    return false;
  const ids = new Set(frames.flatMap(idsOf));
  const given = new Set([...ids, ...verdicts.flatMap(({ shown }) => shown)]);
  if (outcome === 'answer' || outcome === 'clarify') {
    if ((expected.must ?? []).some((id) => ![...resolve(id)].some((one) => given.has(one)))) return false;
  }
  return outcome !== 'answer' || (expected.mustNot ?? []).every((id) => ![...resolve(id)].some((one) => ids.has(one)));
}

/** The ids of the labelled territories that answers are about. */
export function territoriesShown(answers: readonly Answer[]): string[] {
  return answers.flatMap((answer) => [
    ...('territory' in answer && answer.territory ? [answer.territory.id] : []),
    ...('territories' in answer && typeof answer.territories === 'object'
      ? answer.territories.map(({ id }) => id)
      : []),
    ...(answer.kind === 'is-labelled' ? [...answer.within, ...answer.inside].map(({ id }) => id) : []),
    ...('groups' in answer ? answer.groups.flatMap(({ territory }) => territory?.id ?? []) : []),
    ...('targets' in answer ? answer.targets.map(({ territory }) => territory.id) : []),
    ...('silent' in answer ? answer.silent.map(({ id }) => id) : []),
  ]);
}

function idsOf(frame: Frame): string[] {
  return [
    ...frame.territories,
    ...frame.places,
    ...frame.themes.map((id) => `theme:${id}`),
    ...frame.organisations.map((id) => `organisation:${id}`),
    ...frame.people.map((id) => `person:${id}`),
    ...frame.terms.map((id) => `term:${id}`),
    ...frame.waves.map((wave) => `wave:${wave}`),
    ...frame.topics.flatMap((topic) => (topic.startsWith('vague-') ? [`wave:${topic.slice('vague-'.length)}`] : [])),
    ...frame.kinds.map((kind) => `kind:${kind}`),
  ];
}

/** "organisation:CRESS Bretagne" → the ids of all records of that type that bear the name. */
function createResolver(knowledge: Knowledge): Resolve {
  const byName = new Map<string, Set<string>>();
  for (const { type, id, text } of knowledge.names) {
    const key = `${type}:${fold(text)}`;
    const ids = byName.get(key) ?? new Set();
    byName.set(key, ids.add(type === 'territory' || type === 'place' ? id : `${type}:${id}`));
  }
  return (written) => {
    const [type = '', ...rest] = written.split(':');
    const name = rest.join(':');
    const named = new Set(byName.get(`${type}:${fold(name)}`));
    // « c’est quoi l’Avise ? »: what is both a term and an organisation may be answered as either
    for (const other of type === 'term' ? ['organisation'] : type === 'organisation' ? ['term'] : [])
      for (const id of byName.get(`${other}:${fold(name)}`) ?? []) named.add(id);
    if (type === 'place') {
      const at = knowledge.communes.folded.indexOf(fold(name));
      if (at >= 0) for (const id of knowledge.communes.ids(at)) named.add(id);
    }
    const direct = type === 'territory' || type === 'place' ? name : written;
    return new Set([direct, ...named]);
  };
}

export interface Score {
  readonly questions: number;
  readonly right: number;
  readonly wrongWithConfidence: number;
  readonly outOfScope: number;
  readonly outOfScopeRefused: number;
  readonly inScope: number;
  readonly needlesslyRefused: number;
}

/** Counts, as shares 0 to 1 but for the numbers of questions. */
export function score(graded: readonly Graded[]): Score {
  const share = (part: readonly Graded[], test: (one: Graded) => boolean): number =>
    part.length === 0 ? 1 : part.filter(test).length / part.length;
  const inScope = graded.filter((one) => one.inScope);
  const out = graded.filter((one) => !one.inScope && !(one.family.expect.outcome ?? []).includes('smalltalk'));
  return {
    questions: graded.length,
    right: share(graded, ({ right }) => right),
    wrongWithConfidence: share(graded, (one) => one.wrongWithConfidence),
    outOfScope: out.length,
    outOfScopeRefused: share(out, ({ refused }) => refused),
    inScope: inScope.length,
    needlesslyRefused: share(inScope, ({ refused, right }) => refused && !right),
  };
}
