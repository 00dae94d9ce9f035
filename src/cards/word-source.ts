import type { Source } from '../records.ts';
import type { Translator } from '../translator.ts';

/** A source in words: title, publisher, date. */
export function wordSource(source: Source, tr: Translator): string {
  return tr.t('sources.line', { title: titleOf(source), details: detailsOf(source, tr) });
}

/** The same as a Markdown link. */
export function linkTo(source: Source, tr: Translator): string {
  return tr.t('sources.line', {
    title: `[${titleOf(source)}](${linkable(source.url)})`,
    details: detailsOf(source, tr),
  });
}

/** Square brackets would end the words of a Markdown link. */
function titleOf(source: Source): string {
  return source.title.replaceAll('[', '(').replaceAll(']', ')');
}

function detailsOf(source: Source, tr: Translator): string {
  const date = source.date === null ? tr.t('date.unknown') : tr.date(source.date);
  return source.publisher === null ? date : `${source.publisher}, ${date}`;
}

/** Parentheses and spaces would end a Markdown link. */
function linkable(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20');
}
