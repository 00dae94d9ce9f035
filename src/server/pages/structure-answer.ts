import type { Locale } from '../../answer.ts';
import type { Source } from '../../records.ts';

/** An answer in the words of schema.org: the page, its question, its answer and what that cites. */
export function structureAnswer(given: {
  readonly url: string;
  readonly question: string;
  readonly text: string;
  readonly locale: Locale;
  readonly version: string;
  readonly siteName: string;
  readonly sources: readonly Source[];
}): Readonly<Record<string, unknown>> {
  const { url, question, text, locale, version, siteName, sources } = given;
  return {
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    '@id': url,
    url,
    name: question,
    inLanguage: locale,
    version,
    isAccessibleForFree: true,
    isPartOf: { '@type': 'WebSite', name: siteName },
    mainEntity: {
      '@type': 'Question',
      name: question,
      text: question,
      answerCount: 1,
      acceptedAnswer: { '@type': 'Answer', text, inLanguage: locale, url, citation: sources.map(structureSource) },
    },
  };
}

function structureSource({ title, publisher, url, date }: Source): Readonly<Record<string, unknown>> {
  return {
    '@type': 'WebPage',
    name: title,
    url,
    ...(date === null ? {} : { datePublished: date }),
    ...(publisher === null ? {} : { publisher: { '@type': 'Organization', name: publisher } }),
  };
}
