import type { Word } from '../language/normalise.ts';
import type { TerritoryKind, Wave } from '../records.ts';

/** A kind of territory or a wave of the label found in the words; word indices, half open. */
export type Mark =
  | {
      readonly type: 'kind';
      readonly id: TerritoryKind;
      readonly from: number;
      readonly to: number;
      /** "qui ne sont pas des régions", "hors régions": as `findLeftOut` tells. */
      readonly negated: boolean;
    }
  | { readonly type: 'wave'; readonly id: Wave; readonly from: number; readonly to: number };

const KINDS: readonly (readonly [TerritoryKind, RegExp])[] = [
  ['région', /^(?:regions|conseils regionaux|collectivites regionales)$/],
  ['département', /^(?:departements|conseils departementaux|collectivites departementales)$/],
  [
    'territoire urbain',
    /^(?:(?:territoires? )?(?:urbains?|urbaines?)|metropoles|grandes villes|villes|agglos|agglomerations|grandes agglomerations)$/,
  ],
  ['territoire rural', /^(?:(?:territoires? )?(?:ruraux|rurales?|rural)|campagnes)$/],
  [
    'outre-mer',
    /^(?:(?:territoires? )?(?:d )?outre mer|(?:territoires? )?ultramarins?|(?:territoires? )?ultramarines?|dom tom|dom|drom)$/,
  ],
];
const SINGULAR_KINDS: ReadonlyMap<string, TerritoryKind> = new Map([
  ['region', 'région'],
  ['departement', 'département'],
  ['metropole', 'territoire urbain'],
  ['ville', 'territoire urbain'],
  ['agglo', 'territoire urbain'],
]);
const ASKING = new Set(['quelle', 'quel', 'chaque', 'aucune', 'aucun']);
const IN = new Set(['dans', 'en', 'de', 'a']);
const ENDS = /^quel/;

const FIRST = '(?:premiere|1ere|1re|1iere|prem|premier|1er|une|1)';
const SECOND = '(?:deuxieme|seconde|2eme|2em|2ieme|2e|2nde|2nd|2de|second|derniere|deux|2)';
const ROUND =
  '(?:vague|promo|promotion|session|fournee|salve|edition|annonce|selection|serie|tour|tournee|round|cru|generation|volet)s?';
/** « ceux de février » */
const OF_MONTH = `(?:ceux|celles|celui|${ROUND}|laureats|labels|labellises) (?:de|d|en)`;
const WAVES: readonly (readonly [Wave, RegExp])[] = [
  [
    1,
    new RegExp(
      `^(?:(?:la )?${FIRST} ${ROUND}|${ROUND} (?:numero )?(?:une?|1)|(?:25 )?(?:fevrier|0?2) 2019|(?:en )?fevrier 19|${OF_MONTH} fevrier|(?:les )?(?:vingt|20) (?:premiers?|premieres?|laureats|pionniers|tout premiers)|(?:les )?(?:tout )?premiers (?:labels?|laureats?|labellises?|territoires)|les (?:vingt|20))$`,
    ),
  ],
  [
    2,
    new RegExp(
      `^(?:(?:la )?${SECOND} ${ROUND}|${ROUND} (?:numero )?(?:deux|2)|(?:20 )?(?:decembre|12) 2019|decembre 19|${OF_MONTH} decembre|(?:les )?(?:sept|7) (?:derniers?|dernieres?|autres|nouveaux|suivants|de decembre|laureats)|les (?:sept|7)|fin 2019)$`,
    ),
  ],
];
const LONGEST = 4;
/** Every mark holds one of these words at least. */
const TELLING =
  /^(?:region|departement|conseil|collectivite|territoire|urbain|metropole|ville|agglo|rura|campagne|mer$|ultramarin|dom$|drom$|tom$|premiers$|vague|promo|session|fournee|salve|edition|annonce|selection|serie|tour|round|cru$|generation|volet|fevrier|decembre|2019|vingt$|20$|sept$|7$)/;

/** Finds kinds ("quelles régions", "territoires ruraux") and waves ("deuxième vague", "les sept de décembre"). */
export function findMarks(words: readonly Word[]): Mark[] {
  const marks: Mark[] = [];
  const telling = words.map((word) => TELLING.test(word.text));
  for (let from = 0; from < words.length; from++) {
    if (!telling.slice(from, from + LONGEST).includes(true)) continue;
    const mark = markAt(words, from);
    if (mark === null) continue;
    marks.push(mark);
    from = mark.to - 1;
  }
  return marks;
}

function markAt(words: readonly Word[], from: number): Mark | null {
  for (let to = Math.min(words.length, from + LONGEST); to > from; to--) {
    const phrase = words
      .slice(from, to)
      .map((word) => word.text)
      .join(' ');
    const wave = WAVES.find(([, pattern]) => pattern.test(phrase));
    if (wave !== undefined) return { type: 'wave', id: wave[0], from, to };
    const kind = KINDS.find(([, pattern]) => pattern.test(phrase));
    if (kind !== undefined) return { type: 'kind', id: kind[0], from, to, negated: false };
  }
  const singular = SINGULAR_KINDS.get(words[from]?.text ?? '');
  if (singular === undefined || !ASKING.has(words[from - 1]?.text ?? '')) return null;
  // « c’est dans quelle région ? » asks where something is
  if (IN.has(words[from - 2]?.text ?? '') && ENDS.test(words[from - 1]?.text ?? '')) return null;
  return { type: 'kind', id: singular, from, to: from + 1, negated: false };
}
