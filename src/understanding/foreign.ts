import type { Locale } from '../answer.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Frequent words of each language that French doesn't share; folded. */
const ENGLISH = list(
  'the what which who where when how why is are do does did can could would should you your my me we they this that there with about for from of to in and or not please tell know find want need hello hi thanks thank have has many much list give show english speak help it i am was were will be any some territory territories label project projects city town region work works working social',
);
const SPANISH = list(
  'el los las una unos que cual cuales quien donde cuando como por para con sobre hola gracias hablas habla espanol puede puedes quiero necesito hay es son esta estan del al y o territorio territorios proyecto ayuda buenos dias buenas tardes tengo mi su muy mas cuanto cuantos',
);
const GERMAN = list(
  'der die das ein eine ist sind was wer wo wann wie warum ich du sie wir kann konnen mit und oder nicht von zu auf fur uber bitte danke hallo guten tag sprechen deutsch welche welcher haben habe mein meine es gibt',
);
const ITALIAN = list(
  'il lo gli uno che chi dove quando come perche per con su sono sei ciao grazie buongiorno buonasera parli italiano posso vorrei quali quale e o di del della nel nella territorio territori progetti aiuto mi mia avete',
);
const OTHERS = [SPANISH, GERMAN, ITALIAN];
/** French words that these lists hold too say nothing. */
const SHARED = list(
  'o e y on me a des es as tu le la les de un en qui me du par est des sur par pour des se son no te mon or an in to do des who label region social projects list mi su con come comme due',
);

/** English words that such a bot, its label or its territories may be asked about with. */
const ENGLISH_SUBJECT = list(
  'territory territories label labels labelled award awarded project projects region regions social innovation solidarity impact contact contacts challenge challenges english french speak language translate bot robot you help hello hi thanks thank',
);

/** Whether an English question speaks of what this bot is for, or to it; takes folded words. */
export function isToThisBot(words: readonly string[]): boolean {
  return words.some((word) => ENGLISH_SUBJECT.has(word));
}

/** The language of a text that isn't French: "en", "other", or null when it may well be French. Takes folded words. */
export function foreignLanguage(
  words: readonly string[],
  isFrench: (word: string) => boolean,
): Locale | 'other' | null {
  if (words.length < 2) return null;
  const count = (language: ReadonlySet<string>): number =>
    words.filter((word) => language.has(word) && !SHARED.has(word)).length;
  const english = count(ENGLISH);
  const other = Math.max(...OTHERS.map(count));
  const most = Math.max(english, other);
  if (most < 2 || most < words.length * 0.3 || words.filter(isFrench).length > most) return null;
  return english >= other ? 'en' : 'other';
}
