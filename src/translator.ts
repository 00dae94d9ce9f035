import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { en } from '../locales/en/index.ts';
import { fr } from '../locales/fr/index.ts';
import type { Locale } from './answer.ts';

const WORDS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = { fr, en };
const HOLE = /\{\{(\w+)\}\}/;
const NO_BREAK = '\u00a0';

type Fr = typeof fr;
type En = typeof en;
type PluralOf<K> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;
/** Every sentence of the bot; plural forms count as one. */
export type Key = PluralOf<keyof Fr>;
type Template<Words, K extends string> = `${K}_other` extends keyof Words
  ? Words[`${K}_other`] | Words[`${K}_one` & keyof Words]
  : K extends keyof Words
    ? Words[K]
    : never;
type Holes<T> = T extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Holes<Rest> : never;
type CountOf<K extends string> = `${K}_other` extends keyof Fr ? 'count' : never;
type Needs<K extends string> = Holes<Template<Fr, K>> | Holes<Template<En, K>> | CountOf<K>;
type Values<K extends string> = { readonly [Name in Needs<K>]: Name extends 'count' ? number : string | number };

/** The words and formats of one language. */
export interface Translator {
  readonly locale: Locale;
  /** The sentence of a key, its holes filled with the values as they are: nothing in a value is ever interpreted. */
  t<K extends Key>(key: K, ...values: [Needs<K>] extends [never] ? [] : [Values<K>]): string;
  /** « a, b et c » */
  list(items: readonly string[], or?: 'or'): string;
  /** An ISO date, month or year in words: « 25 février 2019 », « mars 2019 », « 2019 », « 1er janvier 2021 ». */
  date(iso: string): string;
  /** The same with its preposition: « le 25 février 2019 », « en mars 2019 », « en 2019 ». */
  on(iso: string): string;
  /** The same as a noun: « le 25 février 2019 », « mars 2019 », « 2019 ». */
  day(iso: string): string;
}

/**
 * The translator of a language. i18next holds the words and chooses plural forms; holes are filled here, in one
 * pass, so that a value such as « $t(key) » or « {{name}} » stays what it is. `words` replaces single sentences.
 * Throws on a key or a value that is missing.
 */
export function createTranslator(locale: Locale, words: Readonly<Record<string, string>> = {}): Translator {
  const sentences = Object.entries({ ...WORDS[locale], ...words });
  const i18n = createInstance({
    lng: locale,
    resources: {
      [locale]: { translation: Object.fromEntries(sentences.map(([key, text]) => [key, space(text, locale)])) },
    },
    keySeparator: false,
    nsSeparator: false,
    contextSeparator: '|',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  i18n.init();
  /** Sentences cut at their holes: words, name, words, name … words. */
  const templates = new Map<string, readonly string[]>();
  const dates = new Map<string, string>();
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const and = new Intl.ListFormat(tag, { type: 'conjunction' });
  const or = new Intl.ListFormat(tag, { type: 'disjunction' });
  const number = new Intl.NumberFormat(tag);
  const formats = {
    day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  };

  function templateOf(key: string, count: unknown): readonly string[] {
    // Counts come from the dataset, so the map stays small.
    const id = typeof count === 'number' ? `${key} ${count}` : key;
    let template = templates.get(id);
    if (template === undefined) {
      const options = { skipInterpolation: true, ...(typeof count === 'number' ? { count } : {}) };
      if (!i18n.exists(key, options)) throw new Error(`locales/${locale} has no sentence « ${key} »`);
      template = i18n.t(key, options).split(HOLE);
      templates.set(id, template);
    }
    return template;
  }

  function date(iso: string): string {
    let text = dates.get(iso);
    if (text === undefined) {
      text = dateInWords(iso);
      dates.set(iso, text);
    }
    return text;
  }

  function dateInWords(iso: string): string {
    if (iso.length === 4) return iso;
    if (iso.length === 7) return formats.month.format(new Date(`${iso}-01`));
    const day = formats.day.format(new Date(iso.slice(0, 10)));
    return locale === 'fr' ? day.replace(/^1 /, '1er ') : day;
  }

  return {
    locale,
    t(key, ...values) {
      const given: Readonly<Record<string, string | number>> = values[0] ?? {};
      const pieces = templateOf(key, given.count);
      let text = pieces[0] ?? '';
      for (let hole = 1; hole < pieces.length; hole += 2) {
        const name = pieces[hole] ?? '';
        const value = given[name];
        if (value === undefined) throw new Error(`locales/${locale}: « ${key} » lacks its value {{${name}}}`);
        text += `${typeof value === 'number' ? number.format(value) : value}${pieces[hole + 1]}`;
      }
      return text;
    },
    list(items, kind) {
      const [only = ''] = items;
      return items.length < 2 ? only : (kind === 'or' ? or : and).format(items);
    },
    date,
    day: (iso) => (locale === 'fr' && iso.length > 7 ? `le ${date(iso)}` : date(iso)),
    on(iso) {
      if (locale === 'en') return `${iso.length > 7 ? 'on' : 'in'} ${date(iso)}`;
      return `${iso.length > 7 ? 'le' : 'en'} ${date(iso)}`;
    },
  };
}

/**
 * Other words for single sentences, from `<dir>/<locale>.json` (`{ "welcome.title": "Bienvenue !" }`); none when there
 * is no such file. Throws, in French, on a key or a hole that the bot doesn't know.
 */
export function readWords(dir: string, locale: Locale): Readonly<Record<string, string>> {
  const file = join(dir, `${locale}.json`);
  if (!existsSync(file)) return {};
  const words: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof words !== 'object' || words === null) throw new Error(`${file} : il faut un objet { "clé": "phrase" }`);
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, checkSentence(file, locale, key, text)]));
}

function checkSentence(file: string, locale: Locale, key: string, text: unknown): string {
  const ours = WORDS[locale][key];
  if (ours === undefined) throw new Error(`${file} : la clé « ${key} » n’existe pas ; voyez locales/${locale}/`);
  if (typeof text !== 'string') throw new Error(`${file} : « ${key} » doit être une phrase`);
  const known = new Set(ours.split(HOLE).filter((_, index) => index % 2 === 1));
  const stranger = text.split(HOLE).find((name, index) => index % 2 === 1 && !known.has(name));
  if (stranger === undefined) return text;
  throw new Error(
    `${file} : « ${key} » ne connaît pas {{${stranger}}} ; possibles : ${[...known].join(', ') || 'aucun'}`,
  );
}

/** Sets the no-break spaces that French asks for before « : ; ? ! » and inside quotation marks. */
function space(text: string, locale: Locale): string {
  if (locale !== 'fr') return text;
  return text.replace(/ ([:;?!»])/g, `${NO_BREAK}$1`).replace(/« /g, `«${NO_BREAK}`);
}
