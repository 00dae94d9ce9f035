import type { Word } from '../language/normalise.ts';
import { LEAVING_OUT, LINKING } from '../language/words.ts';
import { isCovered, type Span } from './spans.ts';

/** How a question leans on what was said before, and other small words that decide. */
export interface Cues {
  /** "et …", "pour …", "pareil pour …": the same thing asked of something else. */
  readonly again: boolean;
  /** "eux", "là-bas", "leur", "ce territoire": something named before. */
  readonly pronoun: boolean;
  /** "là-bas", "cette région", "cette structure": what was spoken of before. */
  readonly there: boolean;
  /** "sur ce sujet", "là-dessus": the theme named before. */
  readonly topic: boolean;
  /** "le label", "l’État", "les lauréats": of all territories, not of the one spoken of. */
  readonly ofLabel: boolean;
  /** "combien", "nombre de". */
  readonly count: boolean;
  /** "territoires labellisés", and no yes or no is asked. */
  readonly listing: boolean;
  /** "les lauréats", "dans la sélection", and no word of what they do. */
  readonly winners: boolean;
  /** Nothing but names and linking words. */
  readonly bare: boolean;
  /** "Lyon vs Toulouse". */
  readonly versus: boolean;
  /** "seulement", "lesquels sont", "parmi": fewer of the same. */
  readonly narrow: boolean;
  /** "ailleurs", "les autres territoires": all but those. */
  readonly others: boolean;
  /** "qui d’autre ?", "quoi d’autre ?": more of the same. */
  readonly more: boolean;
  /** "les mentions aussi", "au sens large". */
  readonly wide: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const AGAIN = set(
  'et pour pareil idem meme sinon plutot ou non pas reviens revenons revient revenez revenir retour retourne retournons retournez reprends reprenons repasse repassons enfin concernant quid',
);
const PRONOUNS = set('eux elles elle leur leurs ils y son sa ses celui celle ceux lui');
const VERSUS = set('vs versus contre comparaison ou');
const BACK =
  / (?:la bas|ce territoire|cette region|cette ville|cet endroit|ce coin|cette metropole|cette organisation|cette structure|ce departement|cette agglo|ces territoires|ces regions) /;
const TOPIC =
  / (?:(?:ce|le|la|cette) (?:meme )?(?:sujet|theme|thematique|preoccupation|domaine|point)(?: la)?|la dessus|dans ce domaine) ?$| (?:sur (?:ce|le meme) (?:sujet|theme|point)|la meme preoccupation|meme sujet|meme theme) /;
const NARROW =
  / (?:seulement|uniquement|exclusivement|juste|rien que|lesquels|lesquelles|parmi|dont|gardes?|gardez|garder|conserve|limite|restreins|filtre|pas tous) |^ que | (?:ne|n) .*que /;
const OF_LABEL = / (?:label\w*|french impact|etat|gouvernement|dispositif|vagues?|laureats?|territoires) /;
const LISTING = / (?:labellise(?:e?s)|territoires|laureats?|lesquels|liste|ceux|gagnants|retenus) /;
const YES_OR_NO = / (?:elle|il|partie|fait|est|a|font|t) /;
const WINNERS =
  / (?:laureats?|labellis\w+|gagnants?|retenue?s?|decroche\w*|selection\w*|liste|distingu\w+|distinction|label|vingt sept) /;
const DOING =
  / (?:sur|travaill\w*|agi\w*|projets?|actions?|defis?|parl\w*|occup\w*|fait|font|aid\w*|soutien\w*|lutt\w*|pour|contre) /;
const OTHERS = / (?:ailleurs|d autres|les autres|autres territoires|autre territoire|autre part|un autre|une autre) /;
const MORE = / (?:qui|quoi|lesquels|lesquelles|rien) d autres? /;
const MEANING = / (?:(?:veut|veulent|veux|vouloir|veu) dire|qu est ce|c est quoi) /;
const WIDE = / (?:mentions?|large|largement) /;
/** Words that a follow-up may hold beside its name without asking anything of its own. */
const EMPTY = set(
  'zut ecrit vite trop pensais pense ah mauvaise oublie ecris confondu melange ville mince oups desole desolee pardon erreur trompe trompee trompes suis etait etais plutot voulait nom bon vs versus alors chose question la plutot voulais dire parlais je fois cette dis aussi niveau cote coup du region memes eux territoire particulier precisement notamment justement maintenant ensuite apres amis special',
);
const ASKING = set('qui quoi quel quelle quels quelles comment combien quand pourquoi ou faire font fait');

/** Reads the cues of a question; `spans` are its names and marks. */
export function readCues(words: readonly Word[], spans: readonly Span[]): Cues {
  const texts = words.map((word) => word.text);
  const joined = ` ${texts.join(' ')} `;
  // « enlève Toulouse de la liste » leans on what was said, « liste des régions » does not
  const leans = (at: number): boolean =>
    texts[at] === 'liste' && /^(?:de|dans|sur) la$/.test(`${texts[at - 2]} ${texts[at - 1]}`);
  const free = texts.filter((_, at) => !isCovered(at, spans) && !leans(at));
  const says = (text: string): boolean =>
    !LINKING.has(text) && !AGAIN.has(text) && !EMPTY.has(text) && !LEAVING_OUT.has(text);
  return {
    again: AGAIN.has(texts[0] ?? ''),
    pronoun: free.some((text) => PRONOUNS.has(text)) || BACK.test(joined),
    there: BACK.test(joined),
    topic: TOPIC.test(joined),
    count: texts.some((text) => text === 'combien' || text === 'nombre'),
    bare: spans.length > 0 && !free.some(says) && !texts.some((text) => ASKING.has(text)) && !MEANING.test(joined),
    versus: texts.some((text) => VERSUS.has(text)),
    ofLabel: OF_LABEL.test(joined),
    listing: LISTING.test(joined) && !YES_OR_NO.test(joined),
    winners: WINNERS.test(joined) && !DOING.test(joined),
    narrow: NARROW.test(joined),
    others: OTHERS.test(joined),
    more: MORE.test(joined),
    wide: WIDE.test(joined),
  };
}
