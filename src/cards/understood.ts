import type { Frame, Part } from '../answer.ts';
import type { Translator } from '../translator.ts';
import { withoutOnePart } from './without-one-part.ts';
import { pick, placesOf, themesOf } from './word-frame.ts';
import { type Names, shortName, wordTyped } from './wording.ts';

/** How a question was read, in one or two lines; none when it was read as typed. */
export function understoodLines(part: Part | null, names: Names, tr: Translator): readonly string[] {
  if (part === null || part.reading.outcome !== 'answer' || !wasChanged(part)) return [];
  const { t } = tr;
  const corrected = part.corrected.map(({ from, to }) =>
    t('understood.corrected', { from: wordTyped(from, tr), to: wordTyped(to, tr) }),
  );
  const changes = [...corrected, ...(part.carried.length > 0 ? [t('understood.carried')] : [])];
  const what = wordParts(part.reading.frame, names, tr).join(' · ');
  const how = changes.reduce((one, other) => t('understood.both', { one, other }));
  return [t('noted', { text: t('understood', { what }), note: how })];
}

/** Buttons that widen what was understood: the same question with one part fewer. */
export function widerQuestions(
  part: Part | null,
  names: Names,
  tr: Translator,
): readonly { readonly frame: Frame; readonly title: string }[] {
  if (part === null || part.reading.outcome !== 'answer' || !wasChanged(part)) return [];
  const { frame } = part.reading;
  const { t } = tr;
  return withoutOnePart(frame).map((wider) => {
    if (wider.themes.length < frame.themes.length) {
      return { frame: wider, title: t('understood.without-theme', { themes: themesOf(frame.themes, names, tr) }) };
    }
    return { frame: wider, title: t('understood.everywhere', { names: wordPlaces(frame, names, tr).join(', ') }) };
  });
}

function wasChanged(part: Part): boolean {
  return part.corrected.length + part.carried.length > 0;
}

function wordParts(frame: Frame, names: Names, tr: Translator): readonly string[] {
  const themes = themesOf(frame.themes, names, tr);
  return [
    tr.t(`intent.${frame.intent}`),
    ...(themes ? [themes] : []),
    ...wordPlaces(frame, names, tr),
    ...pick(frame.organisations, names.organisation).map(shortName),
    ...pick(frame.people, names.person).map((person) => person.name),
    ...pick(frame.terms, names.term).map((term) => term.term),
  ];
}

function wordPlaces(frame: Frame, names: Names, tr: Translator): readonly string[] {
  const where = placesOf(frame, names, tr);
  return [
    ...(where ? [where.name] : []),
    ...frame.kinds.map((kind) => tr.t(`kinds.${kind}`)),
    ...frame.waves.map((wave) => tr.t(`wave.${wave}`)),
  ];
}
