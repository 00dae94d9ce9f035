import type { Dictionary } from '../language/dictionary.ts';
import { fold } from '../language/fold.ts';
import type { Word } from '../language/normalise.ts';
import { BEFORE_PLACES, INSIDE_NAMES, LEAVING_OUT } from '../language/words.ts';
import type { Hit, NameIndex } from './name-index.ts';
import { type Naming, unabbreviate } from './name-table.ts';
import { areApart } from './spans.ts';

/** A span of words that names one record, or several of the same name. */
export interface Mention {
  /** Word indices, half open. */
  readonly from: number;
  readonly to: number;
  /** Empty for a place that is meant but not named: « mon département ». */
  readonly namings: readonly Naming[];
  /** 1 when spelt right; less when mended. */
  readonly score: number;
  /** True when ordinary words could as well mean nothing special: it counts only if nothing else explains them. */
  readonly weak: boolean;
  /** Whether the question leaves it out, as `findLeftOut` tells once all names are known. */
  readonly negated: boolean;
}

export interface MentionFinder {
  /**
   * Opens a message, whose parts (words in a row) are then read one by one: what a word begins is looked up once,
   * however many parts hold it. `nearly` false: only names spelt right, for texts that an editor wrote.
   */
  open(message: readonly Word[], nearly?: boolean): (part: readonly Word[]) => Mention[];
}

/** What the finder must know of the dataset beside the names. */
export interface Guards {
  /** Whether the word decides what is wanted ("territoire", "projet"), so that it is no theme on its own. */
  isIntentWord(word: string): boolean;
  /** Inhabitants of a place. */
  population(place: string): number;
  /** Whether an editor decided that this name is too close to a common word (`data/collisions.yaml`). */
  isCommonWord(name: string): boolean;
}

const PRIORITY: readonly Naming['type'][] = ['territory', 'organisation', 'person', 'theme', 'term', 'place'];
/** A French word less frequent than this may be a name on its own. */
const ORDINARY_RANK = 20000;
const BIG_PLACE = 30000;
/** Nor is a smaller commune named without its capital by a word that the dictionary holds, however rare (« brie »). */
const TOWN = 8000;
const SAINT = /^(?:st|ste|saint|sainte)$/;
const KNOWN_BY_ALL = 400000;
/** What can stand before a name but not before the word it looks like: "à Est Ensemble", "de l’ADRESS". */
const LEADS = new Set(['a', 'd', 'sur', 'pour', 'chez']);
/** Generic nouns that belong to the name that follows: "la région Bretagne", "l’agglo de Narbonne". */
const HEADS = new Set([
  'region',
  'territoire',
  'departement',
  'ville',
  'commune',
  'metropole',
  'agglo',
  'agglomeration',
  'collectif',
  'pays',
  'bassin',
  'secteur',
  'communaute',
  'interco',
  'coin',
  'cote',
  'zone',
  'environs',
  'alentours',
  'label',
  'association',
  'mairie',
  'nom',
]);
/** « communauté de communes », of whose words the last is read first; « les communes de » asks for them. */
const COMMUNITY = /\bcommunaute (?:de communes|des communes|urbaine|d agglomeration)$/;

/** « citez », « parlez »: verbs that word lists leave out. */
const SECOND_PERSON = /ez$/;
const POSSESSIVES: ReadonlySet<string> = new Set(['mon', 'ma', 'notre', 'votre', 'ton', 'ta']);
const SUBJECTS: ReadonlySet<string> = new Set(['on', 'il', 'elle', 'ce', 'c', 'qui', 'n']);
/** What a number before it counts or dates: no département. */
const COUNTED =
  /^(?:territoires?|premiers?|labels?|laureats?|derniers?|regions?|decembre|fevrier|janvier|mars|juillet|octobre)$/;

/** Makes the finder: longest names first, ordinary French words only when they stand where a name stands. */
export function createMentionFinder(index: NameIndex, dictionary: Dictionary, guards: Guards): MentionFinder {
  const isOdd = (word: Word): boolean =>
    word.score < 1 || (word.text.length > 3 && !dictionary.has(word.text) && !SECOND_PERSON.test(word.text));

  /** Whether the naming can stand at this place in the sentence; 'weak' when only faute de mieux. */
  function judge(naming: Naming, words: readonly Word[], from: number, to: number): 'strong' | 'weak' | 'no' {
    const first = words[from];
    const before = words[from - 1]?.text ?? '';
    const after = words[to]?.text ?? '';
    if (first === undefined) return 'no';
    const single = to - from === 1;
    const ordinary = single && dictionary.rank(first.text) < ORDINARY_RANK;
    const capital = words.slice(from, to).some((word) => word.capital);
    // « on est ensemble »: a verb behind its subject
    if (first.text === 'est' && !capital && SUBJECTS.has(before)) return 'no';
    if (naming.as === 'code') {
      const led =
        words.length === 1 ||
        before === 'le' ||
        before === 'du' ||
        before === 'au' ||
        before === 'departement' ||
        before === 'dans';
      return led && !COUNTED.test(after) ? 'strong' : 'no';
    }
    // the names of communes are kept without their accents
    if (single && naming.type !== 'place' && first.score === 1 && hasOtherAccents(first.raw, naming.text)) return 'no';
    if (guards.isCommonWord(naming.name)) return capital || from === 0 || LEADS.has(before) ? 'strong' : 'weak';
    switch (naming.type) {
      case 'place': {
        const population = guards.population(naming.id);
        const placed = BEFORE_PLACES.has(before) || LEAVING_OUT.has(before);
        const content = words.slice(from, to).filter((word) => !INSIDE_NAMES.has(word.text));
        const saint = content.length > 1 && SAINT.test(first.text);
        const plain = !saint && content.every((word) => dictionary.rank(word.text) < ORDINARY_RANK);
        if (single && first.text.length < 3) return 'no';
        // an intercommunalité of an everyday name is called by it only after « agglo » or the like
        if (naming.id.startsWith('epci-') && plain) return HEADS.has(before) && capital ? 'strong' : 'no';
        if (!naming.id.startsWith('commune-')) return !plain || capital || placed ? 'strong' : 'weak';
        if (single && !capital && dictionary.has(first.text) && population < BIG_PLACE)
          return plain || population < TOWN ? 'no' : 'weak';
        if (population >= KNOWN_BY_ALL) return 'strong';
        if (!plain) return population > 2000 || placed || capital ? 'strong' : 'no';
        if (content.some((word) => dictionary.rank(word.text) < 4000)) {
          return placed && capital ? 'strong' : population >= BIG_PLACE && (placed || capital) ? 'weak' : 'no';
        }
        if (population >= BIG_PLACE) return 'strong';
        return placed && (capital || population > 5000) ? 'strong' : 'no';
      }
      case 'theme':
        return single && guards.isIntentWord(first.text) ? 'weak' : 'strong';
      case 'term':
        // « notre agglo » is one that the bot doesn’t know, not the word explained
        if (POSSESSIVES.has(before)) return 'no';
        return single && guards.isIntentWord(first.text) ? 'weak' : 'strong';
      case 'person':
        return single && ordinary && !capital ? 'weak' : 'strong';
      case 'organisation':
        return single && ordinary && !capital ? 'weak' : 'strong';
      default:
        return 'strong';
    }
  }

  function open(message: readonly Word[], nearly = true): (part: readonly Word[]) => Mention[] {
    const texts = unabbreviate(message.map((word) => word.text));
    const hitsFrom = index.open(
      message.map((word, at) => ({ text: texts[at] ?? word.text, typed: word.typed, odd: isOdd(word) })),
      nearly,
    );
    return (part) => {
      const [first] = part;
      return first === undefined ? [] : choose(part, message.indexOf(first), hitsFrom);
    };
  }

  /** The names of a part that begins `start` words into its message. */
  function choose(words: readonly Word[], start: number, hitsFrom: (from: number) => readonly Hit[]): Mention[] {
    const candidates: Mention[] = [];
    for (let from = 0; from < words.length; from++) {
      for (const { to: end, namings, score, byEar } of hitsFrom(start + from)) {
        const to = end - start;
        if (to > words.length) break;
        const verdicts = namings.map((naming) => judge(naming, words, from, to));
        const best = verdicts.includes('strong') && !byEar ? 'strong' : 'weak';
        const kept = namings.filter(
          (naming, at) =>
            (verdicts[at] === best || (byEar && verdicts[at] === 'strong')) &&
            !isMendedElse(naming, words[from], to - from, score),
        );
        if (kept.length === 0) continue;
        const spelt = words.slice(from, to).reduce((least, word) => Math.min(least, word.score), 1);
        const ranked = kept.sort((a, b) => rankOf(a, guards) - rankOf(b, guards));
        candidates.push({ from, to, namings: ranked, score: score * spelt, weak: best === 'weak', negated: false });
      }
    }
    const found = dropInside(resolve(candidates, words).map((mention) => widen(mention, words)));
    if (found.some(isSomewhere)) return found;
    const own = findOwnPlace(words);
    return [...found.filter((one) => own.every((other) => areApart(one, other))), ...own].sort(
      (a, b) => a.from - b.from,
    );
  }

  return { open };
}

/** « Projets du territoire lédonien »: words that belong to the name of a place are no everyday words of a theme. */
function dropInside(mentions: readonly Mention[]): Mention[] {
  const places = mentions.filter(isSomewhere);
  return mentions.filter((one) => !isEverydayWord(one) || places.every((place) => areApart(one, place)));
}

/** Whether words that call nothing but themes or terms, which are no proper names, make the mention. */
export function isEverydayWord({ namings }: Mention): boolean {
  return namings.every(({ type }) => type === 'theme' || type === 'term');
}

function isSomewhere({ namings }: Mention): boolean {
  return namings.some(({ type }) => type === 'territory' || type === 'place');
}

const POSSESSIVE = /^(?:ma|mon|notre|nos)$/;
const PLACE =
  /^(?:ville|commune|village|departement|region|metropole|agglo|agglomeration|interco|intercommunalite|communaute|territoire|coin|secteur|bled|pays|canton|ile)$/;
const LIVED_IN = /^(?:j habite|je vis|on vit|on habite|nous vivons|nous habitons)$/;

/** « mon département », « chez nous », « là où j’habite »: a place that no word names, as a mention of nothing. */
function findOwnPlace(words: readonly Word[]): Mention[] {
  const from = words.findIndex((_, at) => lengthOfOwnPlace(words, at) > 0);
  if (from < 0) return [];
  const to = Math.min(from + lengthOfOwnPlace(words, from), words.length);
  return [{ from, to, namings: [], score: 1, weak: false, negated: false }];
}

/** How many words from there on mean such a place; 0 when they do not. */
function lengthOfOwnPlace(words: readonly Word[], from: number): number {
  const [one = '', two = '', three = '', four = ''] = words.slice(from, from + 4).map(({ text }) => text);
  if (one === 'chez' && /^(?:moi|nous)$/.test(two)) return 2;
  if (POSSESSIVE.test(one) && PLACE.test(two)) return two === 'communaute' && three === 'de' ? 4 : 2;
  // « où j’habite », but not « où j’habite à Pantin »
  return one === 'ou' && LIVED_IN.test(`${two} ${three}`) && !/^(?:de|d|en|a|au|dans|pres)$/.test(four) ? 3 : 0;
}

/** Whether accents were typed that the name does not bear: « même » is no « mémé », « fermé » no « ferme ». */
function hasOtherAccents(raw: string, name: string): boolean {
  const typed = raw.toLowerCase().normalize('NFC');
  if (typed === fold(typed)) return false;
  const words = name
    .toLowerCase()
    .normalize('NFC')
    .split(/[\s’'-]+/u);
  const same = words.find((word) => fold(word).slice(0, LEAST_STEM) === fold(typed).slice(0, LEAST_STEM));
  return (
    same !== undefined &&
    [...typed].some((letter, at) => letter !== (same[at] ?? letter) && fold(letter) === fold(same[at] ?? ''))
  );
}

/** « salair »: mended to « salaire », which no name holds, it is no theme or commune that is spelt less nearly. */
function isMendedElse({ type }: Naming, word: Word | undefined, length: number, score: number): boolean {
  if (length > 1 || word === undefined || word.text === word.typed || score >= SPELT) return false;
  return word.score >= (type === 'theme' ? score : type === 'place' ? score + FAR_LESS : Number.POSITIVE_INFINITY);
}

/** From this likeness on a name is spelt as it should be. */
const SPELT = 0.95;
/** A commune must be spelt so much worse than the mended word. */
const FAR_LESS = 0.15;

/** Letters by which a word of a name is recognised as the one typed. */
const LEAST_STEM = 4;

/** Less is better: the type first, then the record's own names, among homonymous places the larger one. */
function rankOf(naming: Naming, guards: Guards): number {
  const type = PRIORITY.indexOf(naming.type) * 20;
  if (naming.type === 'place') return type - Math.log10(1 + guards.population(naming.id));
  return type + (naming.as === 'name' || naming.as === 'short' ? 0 : 1);
}

/** Chooses among overlapping spans: strong before weak, then the most letters, then the best spelt. */
function resolve(candidates: readonly Mention[], words: readonly Word[]): Mention[] {
  const letters = ({ from, to }: Mention): number =>
    words.slice(from, to).reduce((sum, word) => sum + word.text.length, 0);
  const worth = (mention: Mention): number =>
    letters(mention) * mention.score * (mention.weak ? 0.5 : 1) -
    PRIORITY.indexOf(mention.namings[0]?.type ?? 'place') * 0.01;
  const taken: Mention[] = [];
  for (const mention of [...candidates].sort((a, b) => worth(b) - worth(a))) {
    if (taken.every((other) => mention.to <= other.from || mention.from >= other.to)) taken.push(mention);
  }
  return taken.sort((a, b) => a.from - b.from);
}

/** What may stand between a generic noun and the name: « l’association à Lyon », « le label en Normandie » are no names. */
const OF = new Set(['de', 'd', 'du', 'des', 'le', 'la', 'l', 'les']);

/** Takes a generic noun before a place or territory into the span: "la région Bretagne", "l’agglo de Narbonne". */
function widen(mention: Mention, words: readonly Word[]): Mention {
  const type = mention.namings[0]?.type;
  if (type !== 'territory' && type !== 'place') return mention;
  const textAt = (at: number): string => words[at]?.text ?? '';
  const isHead = (at: number): boolean => {
    // « département de Figeac » asks in which one it is
    if (textAt(at) === 'departement') return mention.namings.some(({ id }) => id.startsWith('departement-'));
    return HEADS.has(textAt(at)) || COMMUNITY.test(`${textAt(at - 2)} ${textAt(at - 1)} ${textAt(at)}`);
  };
  const beforeLinks = (at: number): number => {
    let before = at;
    while (before >= 0 && OF.has(textAt(before))) before--;
    return before;
  };
  let from = mention.from;
  let at = beforeLinks(from - 1);
  while (at >= 0 && isHead(at) && !ASKING.test(textAt(at - 1))) {
    from = at;
    at = beforeLinks(at - 1);
  }
  return from === mention.from ? mention : { ...mention, from };
}

const ASKING = /^quel(?:le)?s?$/;
