import { emptyFrame } from '../frame.ts';
import type { Appearance } from '../records.ts';
import type { AnswerOf, Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';
import type { Sheet } from './sheet.ts';
import { lowerFirst, shortName, wordWhere } from './wording.ts';

/** Who spoke about a territory, an organisation or the label: function at its date, position attributed. */
export const drawPeople: Draw<'people'> = ({ territory, organisation, people, gaps }, sheet) => {
  const { t } = sheet.tr;
  const name = territory?.name ?? (organisation ? shortName(organisation) : t('people.label'));
  sheet.title(t('title.about', { what: t('people.title'), name }));
  if (people.length > 0) sheet.say(t('people.intro'));
  else sheet.say(organisation ? t('people.none.organisation', { name }) : t('people.none'));
  for (const { person, appearance } of people) {
    sheet.heading(person.name);
    drawAppearance(appearance, sheet);
  }
  drawGaps(gaps, sheet);
  if (territory) sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
  if (organisation) sheet.allSources({ ...emptyFrame('sources'), organisations: [organisation.id] });
};

/** One person: each function at its date, with the territory it was about. */
export const drawPerson: Draw<'person'> = ({ person, appearances }, sheet) => {
  sheet.title(person.name);
  sheet.say(sheet.tr.t('people.intro'));
  for (const { territory, appearance } of appearances) {
    sheet.heading(aboutLine(territory, sheet));
    drawAppearance(appearance, sheet);
  }
  sheet.allSources({ ...emptyFrame('sources'), people: [person.id] });
};

function aboutLine(territory: AnswerOf<'person'>['appearances'][number]['territory'], { tr }: Sheet): string {
  return territory ? tr.t('person.about', wordWhere([territory], tr)) : tr.t('person.about.label');
}

function drawAppearance(appearance: Appearance, sheet: Sheet): void {
  const { tr } = sheet;
  const date = appearance.asOf === null ? tr.t('date.unknown') : tr.date(appearance.asOf);
  sheet.say(tr.t('person.function', { function: appearance.function, date }));
  if (appearance.position !== null) sheet.say(tr.t('person.position', { position: lowerFirst(appearance.position) }));
  sheet.cite(appearance.sources);
}
