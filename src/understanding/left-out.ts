import type { Word } from '../language/normalise.ts';
import { LEAVING_OUT } from '../language/words.ts';
import type { Mark } from './marks.ts';
import type { Mention } from './mentions.ts';

/** A name or a kind that a question may leave out. */
type Named = Mention | Extract<Mark, { type: 'kind' }>;

/** "sauf", "hors" leave out a whole list; "pas", "ni" what stands next to them. */
type Cue = 'except' | 'not';

/**
 * Marks the names and kinds that a sentence leaves out: after "sauf", "hors", "et pas", "ne sont pas en", "qui ne parlent pas
 * de"; before "mis à part".
 */
export function leaveOut(
  mentions: readonly Mention[],
  marks: readonly Mark[],
  words: readonly Word[],
): { readonly mentions: readonly Mention[]; readonly marks: readonly Mark[] } {
  if (!words.some(({ text }) => CUES.has(text) || STARTS.test(text))) return { mentions, marks };
  const named: readonly Named[] = [...mentions, ...marks.filter((mark) => mark.type === 'kind')].sort(
    (a, b) => a.from - b.from,
  );
  const left = findLeftOut(named, words);
  return {
    mentions: mentions.map((one) => (left.has(one) ? { ...one, negated: true } : one)),
    marks: marks.map((one) => (one.type === 'kind' && left.has(one) ? { ...one, negated: true } : one)),
  };
}

function findLeftOut(named: readonly Named[], words: readonly Word[]): ReadonlySet<Named> {
  const texts = words.map((word) => word.text);
  const left = new Set<Named>();
  let out: Cue | null = null;
  for (const [at, one] of named.entries()) {
    const start = named[at - 1]?.to ?? 0;
    const between = texts.slice(start, one.from);
    const cue = cueOf(words.slice(start, one.from), at > 0, whatIs(one));
    // « sauf la Bretagne, la Normandie » goes on after a comma, « pas Nantes, Clermont-Ferrand » does not
    const goesOn: boolean = joins(between) && !(out === 'not' && words[one.from]?.paused);
    out = cue ?? (goesOn ? out : null);
    if (out !== null || isLeftOutAfter(words, one.to, named[at + 1]?.from ?? words.length)) left.add(one);
  }
  return left;
}

function whatIs(one: Named): 'name' | 'theme' | 'kind' {
  if ('type' in one) return 'kind';
  return one.namings[0]?.type === 'theme' ? 'theme' : 'name';
}

/** « Roubaix mis à part », « Nantes exceptée »: but « …, à part Nantes » speaks of what comes. */
function isLeftOutAfter(words: readonly Word[], to: number, next: number): boolean {
  const after = words.slice(to, Math.min(to + 3, next)).map((word) => word.text);
  const isAside = words[to]?.paused === true && /^(?:excepte|exclu)/.test(after[0] ?? '');
  if (LEFT_OUT_AFTER.test(after.join(' ')) && !isAside) return true;
  const behind = words[to + 2];
  return after[0] === 'a' && after[1] === 'part' && (behind === undefined || behind.paused);
}

/** Whether the words before a name leave it out. */
function cueOf(between: readonly Word[], follows: boolean, what: 'name' | 'theme' | 'kind'): Cue | null {
  const last = between.slice(-MOST_BEFORE);
  const near = last.map((word) => word.text);
  const cue = near.findLastIndex(
    (word, at) =>
      (LEAVING_OUT.has(word) && !(what === 'theme' && word === 'sans')) ||
      (APART.has(word) && /^(?:a|l|en)$/.test(near[at - 1] ?? '') && last[at + 1]?.paused !== true) ||
      (word === 'cote' && near[at - 1] === 'de' && /^(?:laiss|met|mis)/.test(near[at - 2] ?? '')) ||
      (word === 'moins' && !MORE_OR_LESS.has(near[at - 1] ?? '') && joins(near.slice(at + 1))) ||
      (OTHER_THAN.has(word) && /^qu/.test(near[at + 1] ?? '')) ||
      (INSTEAD.has(word) && /^(?:de|d|du|des|avec)$/.test(near[at + 1] ?? '')),
  );
  // « Bretagne exceptée, … » leaves out what stands before it
  const belongsBefore = cue === 0 && follows && /^(?:excepte|exclu)/.test(near[0] ?? '');
  if (cue >= 0 && !belongsBefore) return 'except';
  // « et non Lyon », « les actions de Normandie, non de Bretagne »; but « non, Lyon » and « non Lyon » correct
  const no = near.findLastIndex((word, at) => NOT.has(word) || (word === 'non' && (at > 0 || follows)));
  if (no < 0) return null;
  const before = near[no - 1] ?? '';
  const denies = near.slice(0, no).some((word) => word === 'ne' || word === 'n');
  // « … et pas la Bretagne », « , pas ceux de la Bretagne », « qui ne sont pas en Bretagne », « ni urbains ni ruraux »
  const next =
    before === 'et' ||
    before === 'mais' ||
    before === 'surtout' ||
    OOPS.has(before) ||
    last[no]?.paused === true ||
    near[no] === 'ni' ||
    what === 'kind' ||
    (denies && BEING.has(before)) ||
    (no === 0 && (follows || between.length <= MOST_BEFORE));
  if (next && joins(near.slice(no + 1))) return 'not';
  // « qui ne travaillent pas sur le numérique », « qui n’ont aucun défi sur »
  return what === 'theme' && (denies || near.slice(0, no).some((word) => NEGATES.has(word))) ? 'not' : null;
}

function joins(words: readonly string[]): boolean {
  return words.every((word) => JOINS_LIST.has(word));
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const MOST_BEFORE = 7;
const NOT = set('pas rien jamais aucun aucune ni');
const OTHER_THAN = set('ailleurs autre autres autrement plutot');
/** « au lieu de Lyon », « à ne pas confondre avec Lyon » */
const INSTEAD = set('lieu place confondre');
const OOPS = set('pardon non oups mince desole desolee zut');
const APART = set('part exception dehors exclusion');
/** Without one of these words nothing is left out. */
const CUES = new Set([
  ...LEAVING_OUT,
  ...APART,
  ...OTHER_THAN,
  ...NOT,
  ...INSTEAD,
  'non',
  'moins',
  'cote',
  'mis',
  'mise',
]);
/** « au moins », « plus ou moins », « le moins »: no subtraction. */
const MORE_OR_LESS = set('au ou le la les du de plus');
const STARTS = /^(?:excepte|exclu|connai)/;
const LEFT_OUT_AFTER = /^(?:excepte|exclu|mise? a part|non compris|mis de cote|non merci|je connais|on connait)/;
const JOINS_LIST = set('et ou ni la le les l de du des d en a au aux sur qu que dans celle celui ceux celles avec');
const BEING = set('est sont soit soient etait etaient trouve trouvent situe situent fait font');
const NEGATES = set(
  'travaillent travaille parlent parle concernent concerne touchent touche font fait occupent occupe mentionnent traitent citent bossent bosse ont agissent',
);
