import { fold } from '../src/language/fold.ts';
import type { SuggestionGroup } from '../src/server/suggestions.ts';
import type { Question } from './message.ts';

/** How well two words fit: the same, the beginning of a word that is being typed, one stem, one slip of the finger. */
const SAME = 1;
const BEGINS = 0.9;
const BEGAN = 0.75;
const STEM = 0.65;
const ALIKE = 0.55;
/** What else a record is called tells less than the words of the question itself. */
const BY_NAME = 0.9;
/** Shorter words have too many neighbours. */
const LEAST_STEM = 5;
const LEAST_ALIKE = 4;
const LEAST_TWO_SLIPS = 8;
/** The share of the words typed that a question must account for. */
const LEAST_SHARE = 0.6;
/** So much better is a question that begins as what is typed does. */
const BEGINNING = 0.5;
/** Of two that fit equally well, the shorter one, then the one that stands first. */
const LENGTH = 1e-3;
const ORDER = 1e-6;

const LITTLE = new Set(
  'a au aux avec c ce ces cette comment d dans de des du elle en es est et etre faire faut fr il ils j je l la le les leur ma me mes mon n ne nous on ont ou par pas peut pour qu que quel quelle quelles quels qui quoi s sa sait se ses son sont sur svp t te tu un une va vous y the of for what which who is are to and how'.split(
    ' ',
  ),
);

/** Finds the questions that what is typed so far may become, best first. */
export type FindQuestions = (typed: string, most: number) => readonly Question[];

/** So many questions about one record leave room for others that fit as well. */
const MOST_OF_ONE = 4;

interface Entry {
  readonly question: Question;
  readonly group: SuggestionGroup;
  /** How many telling words its record has at least: « France Active » comes before « France Active Bretagne ». */
  readonly names: number;
  readonly folded: string;
  readonly at: number;
}

/** Indexes the questions that may be proposed. Words may be damaged, in any order, or names that a record also has. */
export function createFindQuestions(groups: readonly SuggestionGroup[]): FindQuestions {
  const entries: Entry[] = [];
  const holders = new Map<string, Map<number, number>>();
  const hold = (word: string, at: number, worth: number): void => {
    const own = holders.get(word) ?? new Map<number, number>();
    holders.set(word, own.set(at, Math.max(worth, own.get(at) ?? 0)));
  };
  for (const group of groups) {
    const { about, questions } = group;
    const names = Math.min(...questions.map(([words]) => countTelling(words)));
    const shared = group.names.flatMap((name) => fold(name).split(' '));
    for (const [words, intent, more] of questions) {
      const at = entries.length;
      const folded = fold(words);
      const question = { text: words, shown: words, value: { frame: { intent, ...about, ...more } } };
      entries.push({ question, group, names, folded, at });
      for (const word of folded.split(' ')) hold(word, at, 1);
      for (const word of shared) hold(word, at, BY_NAME);
    }
  }

  return (typed, most) => {
    const folded = fold(typed);
    if (folded === '') return entries.slice(0, most).map(({ question }) => question);
    const all = folded.split(' ');
    const words = all.filter((word, index) => !LITTLE.has(word) || (index === all.length - 1 && all.length > 1));
    const telling = words.filter((word) => !LITTLE.has(word));
    const scores = new Map<number, number>();
    const matched = new Map<number, number>();
    for (const [index, word] of words.entries()) {
      const isLast = index === words.length - 1 && !typed.endsWith(' ');
      const best = new Map<number, number>();
      for (const [known, entriesOf] of holders) {
        const fit = compare(word, known, isLast);
        if (fit === 0) continue;
        for (const [at, worth] of entriesOf) best.set(at, Math.max(best.get(at) ?? 0, fit * worth));
      }
      // A word that fits few questions tells more than one that fits many.
      const weight = Math.log(1 + entries.length / Math.max(1, best.size));
      for (const [at, fit] of best) {
        scores.set(at, (scores.get(at) ?? 0) + fit * weight);
        if (!LITTLE.has(word)) matched.set(at, (matched.get(at) ?? 0) + 1);
      }
    }
    const rank = ({ at, folded: own, names }: Entry): number => {
      return (scores.get(at) ?? 0) + (own.startsWith(folded) ? BEGINNING : 0) - names * LENGTH - at * ORDER;
    };
    const fitting = entries
      .filter(({ at, folded: own }) => {
        if (own.startsWith(folded)) return true;
        return telling.length > 0 && (matched.get(at) ?? 0) / telling.length >= LEAST_SHARE;
      })
      .map((entry) => ({ entry, score: rank(entry) }))
      .sort((a, b) => b.score - a.score)
      .map(({ entry }) => entry);
    return mix(fitting, most);
  };
}

function countTelling(words: string): number {
  return fold(words)
    .split(' ')
    .filter((word) => !LITTLE.has(word)).length;
}

/** The best ones, not all about one record when others fit too. */
function mix(fitting: readonly Entry[], most: number): readonly Question[] {
  const counts = new Map<SuggestionGroup, number>();
  const [chosen, spare]: [Entry[], Entry[]] = [[], []];
  for (const entry of fitting) {
    const count = counts.get(entry.group) ?? 0;
    counts.set(entry.group, count + 1);
    (count < MOST_OF_ONE ? chosen : spare).push(entry);
    if (chosen.length === most) break;
  }
  return [...chosen, ...spare].slice(0, most).map(({ question }) => question);
}

function compare(typed: string, known: string, isLast: boolean): number {
  if (typed === known) return SAME;
  if (known.startsWith(typed)) return isLast ? BEGINS : typed.length >= LEAST_ALIKE ? BEGAN : 0;
  const shorter = Math.min(typed.length, known.length);
  if (shorter >= LEAST_STEM && typed.slice(0, shorter - 1) === known.slice(0, shorter - 1)) {
    return Math.max(typed.length, known.length) - shorter < 3 ? STEM : 0;
  }
  if (typed.length < LEAST_ALIKE || typed[0] !== known[0]) return 0;
  const slips = typed.length >= LEAST_TWO_SLIPS ? 2 : 1;
  if (isAlike(typed, known, slips)) return ALIKE;
  return isLast && known.length > typed.length && isAlike(typed, known.slice(0, typed.length), slips) ? ALIKE : 0;
}

/** Whether so many letters added, left out, changed or swapped with their neighbour make one word of the other. */
function isAlike(a: string, b: string, slips: number): boolean {
  if (Math.abs(a.length - b.length) > slips) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > slips) return false;
    before = row;
    row = next;
  }
  return (row[b.length] ?? slips + 1) <= slips;
}
