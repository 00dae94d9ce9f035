import type { Word } from '../language/normalise.ts';
import { LEAVING_OUT, LINKING } from '../language/words.ts';
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
    const goesOn: boolean = joins(between) && (out === 'except' || between.some((word) => JOINTS.has(word)));
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
  // « en Île-de-France, je connais déjà Est Ensemble »: the next name is the one that is known
  const isNext =
    next < words.length &&
    KNOWN.test(
      words
        .slice(to, next)
        .map((word) => word.text)
        .join(' '),
    );
  if (LEFT_OUT_AFTER.test(after.join(' ')) && !isAside && !isNext) return true;
  // « énergie oui, mobilité non », « les vélos pas du tout »
  if (/^pas du tout/.test(after.join(' ')) || (after[0] === 'non' && words.some(({ text }) => text === 'oui')))
    return true;
  const behind = words[to + 2];
  // « en laissant Lyon de côté »
  if (after[0] === 'de' && after[1] === 'cote' && (behind === undefined || behind.paused)) return true;
  return after[0] === 'a' && after[1] === 'part' && (behind === undefined || behind.paused);
}

/**
 * A message without the words that it says it does not want: « pas les contacts, les défis », « juste le nom, sans le
 * numéro », « ce ne sont pas leurs projets qui m’intéressent, mais … ». Names stay (`leaveOut` is for them); so does all of a
 * message that asks nothing else. `isName` tells whether the word at that place belongs to a name.
 */
export function dropUnwanted(words: readonly Word[], isName: (at: number) => boolean): readonly Word[] {
  const texts = words.map((word) => word.text);
  const unwanted = new Set<number>();
  for (const [at, text] of texts.entries()) {
    if (!UNWANTED.has(text)) continue;
    for (let one = at; one < endOfUnwanted(words, texts, at, isName); one++) if (!isName(one)) unwanted.add(one);
  }
  const isAsked = texts.some((text, at) => !unwanted.has(at) && !LINKING.has(text) && !isName(at) && !OOPS.has(text));
  return unwanted.size > 0 && isAsked ? words.filter((_, at) => !unwanted.has(at)) : words;
}

/** Where the words end that "pas" or "sans" leaves out; where they begin when there are none. */
function endOfUnwanted(
  words: readonly Word[],
  texts: readonly string[],
  at: number,
  isName: (at: number) => boolean,
): number {
  const before = texts[at - 1] ?? '';
  const but = texts.indexOf('mais', at);
  if (texts[at] === 'pas' && WANTING.has(before) && but > at && but - at <= MOST_BEFORE) return but;
  const opens = at === 0 || words[at]?.paused === true || OPENS.has(before) || isName(at - 1);
  const isLed = DETERMINERS.has(texts[at + 1] ?? '');
  if (texts[at] === 'sans' ? !isLed : !opens) return at;
  const from = at + (isLed ? 2 : 1);
  for (let to = from + 1; to <= Math.min(words.length, from + 2); to++) {
    const next = texts[to] ?? '';
    const ends = to === words.length || words[to]?.paused === true || AFTER_UNWANTED.has(next);
    const isPlain = texts.slice(from, to).every((text, index) => !LINKING.has(text) && !isName(from + index));
    if (ends && isPlain) return to;
  }
  return at;
}

/** Whether the words before a name leave it out. */
function cueOf(between: readonly Word[], follows: boolean, what: 'name' | 'theme' | 'kind'): Cue | null {
  const last = between.slice(-MOST_BEFORE);
  const near = last.map((word) => word.text);
  const cue = near.findLastIndex(
    (word, at) =>
      (LEAVING_OUT.has(word) && !(word === 'sans' && (what === 'theme' || INFINITIVE.test(near[at + 1] ?? '')))) ||
      (APART.has(word) && /^(?:a|l|en)$/.test(near[at - 1] ?? '') && last[at + 1]?.paused !== true) ||
      (word === 'cote' && near[at - 1] === 'de' && /^(?:laiss|met|mis)/.test(near[at - 2] ?? '')) ||
      (word === 'moins' && !MORE_OR_LESS.has(near[at - 1] ?? '') && joins(near.slice(at + 1))) ||
      (OTHER_THAN.has(word) && /^qu/.test(near[at + 1] ?? '')) ||
      (word === 'autres' && /^qu/.test(near[at + 2] ?? '')) ||
      (/^conn/.test(word) && KNOWN.test(near.slice(at - 1).join(' '))) ||
      (INSTEAD.has(word) && /^(?:de|d|du|des|avec)$/.test(near[at + 1] ?? '')),
  );
  // « Bretagne exceptée, … » leaves out what stands before it
  const belongsBefore = cue === 0 && follows && /^(?:excepte|exclu)/.test(near[0] ?? '');
  if (cue >= 0 && !belongsBefore) return 'except';
  // « et non Lyon », « les actions de Normandie, non de Bretagne »; but « non, Lyon » and « non Lyon » correct
  const no = near.findLastIndex(
    (word, at) => NOT.has(word) || (word === 'non' && (follows || !near.slice(0, at).every((one) => OOPS.has(one)))),
  );
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
  // « qui ne travaillent pas sur le numérique », « qui n’ont aucun défi sur »; « ceux qui n’arrivent pas à se loger » need it
  const lead = near.slice(0, no);
  const isNeed = lead.some((word) => IN_NEED.has(word));
  return what === 'theme' && !isNeed && lead.some((word) => NEGATES.has(word)) ? 'not' : null;
}

function joins(words: readonly string[]): boolean {
  return words.every((word) => JOINS_LIST.has(word) || /^\d$/.test(word));
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const MOST_BEFORE = 7;
/** « sans être déclarée à Mamoudzou » leaves out no place. */
const INFINITIVE = /(?:er|ir|re)$/;
const NOT = set('pas rien jamais aucun aucune ni');
const OTHER_THAN = set('ailleurs autre autres autrement plutot');
/** « au lieu de Lyon », « à ne pas confondre avec Lyon » */
const INSTEAD = set('lieu place confondre');
const OOPS = set('pardon non oups mince desole desolee zut mais ah oh euh bah ben eh ok');
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
/** « je connais déjà » */
const KNOWN = /^(?:je|on|j|nous) conn\w+(?: deja| bien| deja bien)?$/;
/** Words behind which what is not wanted may stand. */
export const UNWANTED: ReadonlySet<string> = set('pas sans non');
/** « je ne veux pas …, mais … » */
const WANTING = set(
  'est sont etait etaient veux voulais voulait cherche cherchais demande demandais parle parlais interesse',
);
const OPENS = set('mais et non pardon plutot alors oups ah donc euh nan desole desolee mince');
const DETERMINERS = set('le la les l de d des du leur leurs son sa ses un une');
const AFTER_UNWANTED = set('mais plutot les le la l leurs ses juste seulement je j');
const JOINTS = set('et ou ni');
const JOINS_LIST = set('et ou ni la le les l de du des d en a au aux sur qu que dans celle celui ceux celles avec');
const BEING = set('est sont soit soient etait etaient trouve trouvent situe situent fait font');
/** Who lacks something, where a territory only leaves it out. */
const IN_NEED = set('gens personnes ceux celles habitants jeunes familles voisins j je on nous');
const NEGATES = set(
  'travaillent travaille parlent parle concernent concerne touchent touche font fait occupent occupe mentionnent traitent citent bossent bosse ont agissent',
);
