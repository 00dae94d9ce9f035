import type { Translator } from '../translator.ts';
import { drawSite } from './contacts.ts';
import type { AnswerOf, Draw } from './draw.ts';
import type { Sheet } from './sheet.ts';
import { shortName, wordOrganisation, wordTyped } from './wording.ts';

/** Not in the data: what is missing, and whom to ask. */
export const drawNoData: Draw<'nodata'> = (answer, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t('nodata.title'));
  sheet.say(missingLine(answer, sheet));
  if (answer.turnTo.length === 0) return;
  sheet.heading(t('nodata.turn-to'));
  for (const { organisation, instead } of answer.turnTo) {
    const to = instead ?? organisation;
    if (instead && organisation.status.fact) sheet.fact(organisation.status.fact);
    sheet.entry(shortName(to), null);
    sheet.cite(to.sources);
    drawSite(to, sheet);
  }
};

function missingLine({ missing, word, subject }: AnswerOf<'nodata'>, { tr }: Sheet): string {
  const { t } = tr;
  if (missing) {
    const what = missing.label;
    return subject ? t('nodata.missing.for', { what, ...nameSubject(subject, tr) }) : t('nodata.missing', { what });
  }
  if (word === null) return t('nodata.plain');
  const typed = wordTyped(word, tr);
  return subject
    ? t('nodata.word.for', { word: typed, ...nameSubject(subject, tr) })
    : t('nodata.word', { word: typed });
}

/** The subject as it sits after « pour »: « la Région Bretagne », « la CRESS Bretagne », « Ada Durand ». */
function nameSubject(subject: NonNullable<AnswerOf<'nodata'>['subject']>, tr: Translator) {
  if ('wording' in subject) return { name: subject.name, the: subject.wording.the };
  if ('shortName' in subject) return wordOrganisation(subject, tr);
  return { name: subject.name, the: subject.name };
}
