import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Organisation, Place, Territory, Theme } from '../records.ts';
import type { Translator } from '../translator.ts';
import { type Named, withArticle } from './article.ts';

/** Where the names of ids come from; a `Knowledge` is one. */
export type Names = Pick<Knowledge, 'territory' | 'place' | 'theme' | 'organisation' | 'person' | 'term'>;

/** How one or several territories or places sit in a sentence, in every form a language may ask for. */
export interface Where {
  readonly name: string;
  readonly place: string;
  readonly the: string;
  readonly in: string;
  readonly of: string;
}

/** Several territories and places as one phrase: « en Bretagne et à Roubaix ». */
export function wordWhere(records: readonly Pick<Territory | Place, 'name' | 'wording'>[], tr: Translator): Where {
  const all = (pick: (record: Pick<Territory | Place, 'name' | 'wording'>) => string) => tr.list(records.map(pick));
  const name = all((record) => record.name);
  return {
    name,
    place: name,
    the: all((record) => record.wording.the),
    in: all((record) => record.wording.in),
    of: all((record) => record.wording.of),
  };
}

/** Themes between quotation marks, any of which is meant: « numérique » ou « santé ». */
export function wordThemes(themes: readonly Theme[], { t, list }: Translator): string {
  return list(
    themes.map((theme) => t('quoted', { text: lowerFirst(theme.label) })),
    'or',
  );
}

/** The name that people use: the short one if there is one. */
export function shortName(organisation: Organisation): string {
  return organisation.shortName ?? organisation.name;
}

/** An organisation in a sentence: « de la CRESS Bretagne ». */
export function wordOrganisation(organisation: Organisation, { t }: Translator): Named {
  return withArticle(shortName(organisation), (text) => t('quoted', { text }));
}

/** Words that a person typed, made harmless for Markdown and short: letters, figures and a few signs stay. */
export function wordTyped(text: string, { t }: Translator): string {
  const plain = text
    .replace(/[^\p{L}\p{N} '’.,-]+/gu, ' ')
    .replaceAll("'", '’')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...plain];
  return t('quoted', {
    text: letters.length > MOST_TYPED ? `${letters.slice(0, MOST_TYPED).join('').trim()}…` : plain,
  });
}

/** « Transition écologique » → « transition écologique », « A décerné » → « a décerné », but « ESS » stays. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}[\p{Ll}’ ]/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** « à Roubaix » → « À Roubaix » */
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const MOST_TYPED = 40;
