const NEIGHBOURS = ['azertyuiop', 'qsdfghjklm', 'wxcvbn'];
const HURRIED: Readonly<Record<string, string>> = {
  qui: 'ki',
  quoi: 'koi',
  que: 'ke',
  quel: 'kel',
  quels: 'kels',
  quelles: 'kelles',
  'c’est': 'c',
  pour: 'pr',
  dans: 'ds',
  'm’aider': 'maider',
};
/** Applied in this order to each word in small letters; each is how a French ear hears the letters. */
const HEARD: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/eau|au/g, 'o'],
  [/ch/g, '#'],
  [/cc(?=[eéèêiy])/g, 'ks'],
  [/qu|ck|cc/g, 'k'],
  [/ç|c(?=[eéèêiy])/g, 's'],
  [/c/g, 'k'],
  [/ti(?=on)/g, 'si'],
  [/ge(?=[ao])|g(?=[eéèêiy])/g, 'j'],
  [/ai(?!l)|ei(?!l)/g, 'è'],
  [/y/g, 'i'],
  [/h/g, ''],
  [/([^l])\1/g, '$1'],
  [/(?<=[aoué])ll/g, 'l'],
  [/(?<=..)ée$/g, 'é'],
  [/(?<=...)e$/g, ''],
  [/ll$/g, 'l'],
  [/(?<=o)x$/g, ''],
  [/#/g, 'ch'],
];

/** One way in which people misspell: a name alone, or the whole question. */
export interface Damage {
  readonly id: string;
  name?(name: string, random: () => number): string;
  question?(question: string): string;
}

/** The twelve ways; each gives its text back unchanged where it has nothing to change. */
export const DAMAGES: readonly Damage[] = [
  { id: 'no accents', question: withoutAccents },
  { id: 'no apostrophes', question: (question) => question.replace(/[’']/g, '') },
  { id: 'doubled letter', name: (name, random) => atLetter(name, random, (letter) => letter + letter) },
  { id: 'dropped letter', name: (name, random) => atLetter(name, random, () => '') },
  { id: 'swapped letters', name: swapLetters },
  { id: 'AZERTY neighbour', name: (name, random) => atLetter(name, random, (letter) => neighbourOf(letter, random)) },
  { id: 'phonetic', name: asHeard },
  {
    id: 'SMS',
    name: (name) =>
      mapWords(name, (word) =>
        word
          .replace(/qu/gi, 'k')
          .replace(/([^aeiouy])\1/gi, '$1')
          .replace(/(?<=...[^aeiouyé])es?$/, ''),
      ),
    question: (question) =>
      `${question
        .toLowerCase()
        .replace(/[ \u00a0]?\?/g, '')
        .split(' ')
        .map((word) => HURRIED[word] ?? word)
        .join(' ')} svp`,
  },
  { id: 'plural', name: pluralise },
  { id: 'capitals', question: (question) => question.toUpperCase() },
  { id: 'no spaces or extra hyphen', name: joinOrPart },
  {
    id: 'politeness around',
    question: (question) =>
      `Bonjour, je voudrais savoir : ${question.replace(/[ \u00a0]?\?/g, '')}, s’il vous plaît, merci d’avance`,
  },
];

/** The four slips of a finger, for names that get one typo each. */
export const SLIPS = DAMAGES.filter(({ id }) =>
  ['doubled letter', 'dropped letter', 'swapped letters', 'AZERTY neighbour'].includes(id),
);

function withoutAccents(text: string): string {
  return text.replaceAll('œ', 'oe').replaceAll('Œ', 'OE').normalize('NFD').replace(/\p{M}/gu, '');
}

/** The places of letters in the words long enough to be misspelt; of all letters in a name of short words. */
function letterPlaces(name: string): number[] {
  const inWords = (least: number): number[] =>
    [...name.matchAll(/[a-zà-ÿœ]+/gi)].flatMap(({ 0: word, index }) =>
      word.length < least ? [] : Array.from({ length: word.length }, (_, at) => index + at),
    );
  const places = inWords(4);
  return places.length > 0 ? places : inWords(1);
}

function atLetter(name: string, random: () => number, change: (letter: string) => string): string {
  const places = letterPlaces(name);
  const at = places[Math.floor(random() * places.length)];
  return at === undefined ? name : name.slice(0, at) + change(name[at] ?? '') + name.slice(at + 1);
}

function swapLetters(name: string, random: () => number): string {
  const letters = new Set(letterPlaces(name));
  const places = [...letters].filter(
    (at) => letters.has(at + 1) && name[at]?.toLowerCase() !== name[at + 1]?.toLowerCase(),
  );
  const at = places[Math.floor(random() * places.length)];
  return at === undefined ? name : name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
}

function neighbourOf(letter: string, random: () => number): string {
  const plain = withoutAccents(letter).toLowerCase();
  const row = NEIGHBOURS.find((keys) => keys.includes(plain));
  const at = row?.indexOf(plain) ?? -1;
  const around = [row?.[at - 1], row?.[at + 1]].filter((key) => key !== undefined);
  return around[Math.floor(random() * around.length)] ?? letter;
}

function asHeard(name: string): string {
  return mapWords(name, (word) =>
    HEARD.reduce((text, [letters, sound]) => text.replace(letters, sound), word.toLowerCase()),
  );
}

/** The last long word of a name in the plural, or in the singular when it ends in an s. */
function pluralise(name: string): string {
  const last = [...name.matchAll(/[a-zà-ÿœ]{4,}/gi)].at(-1);
  const word = last?.[0] ?? '';
  const index = last?.index ?? 0;
  if (word === '' || /[xz]$/i.test(word)) return name;
  const changed = /s$/i.test(word) ? word.slice(0, -1) : `${word}s`;
  return name.slice(0, index) + changed + name.slice(index + word.length);
}

function joinOrPart(name: string): string {
  const joined = name.replace(/[\s\u00a0–’'-]+/g, '');
  if (joined !== name) return joined;
  const middle = Math.floor(name.length / 2);
  return `${name.slice(0, middle)}-${name.slice(middle)}`;
}

/** Changes each word of four letters or more. */
function mapWords(name: string, change: (word: string) => string): string {
  return name.replace(/[a-zà-ÿœ]{4,}/gi, change);
}
