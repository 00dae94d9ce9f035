import { emptyFrame } from '../frame.ts';
import type { Territory } from '../records.ts';
import type { Draw } from './draw.ts';
import type { Sheet } from './sheet.ts';
import { regionOf } from './word-map.ts';
import { wordWhere } from './wording.ts';

/** Yes with wave and date; or no, with the labelled territories around, inside or nearby. */
export const drawIsLabelled: Draw<'is-labelled'> = ({ place, named, within, inside, nearby, basis }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const itself = place ? within.find((territory) => isItself(territory, place.kind, place.code)) : undefined;
  const verdict = named || itself ? 'yes' : within.length > 0 ? 'within' : inside.length > 0 ? 'inside' : 'no';
  const name = named?.name ?? place?.name ?? '';
  sheet.title(t('title.about', { what: t(`is-labelled.verdict.${verdict}`), name }));
  sheet.allSources({
    ...emptyFrame('sources'),
    territories: named ? [named.id] : [],
    places: place && !named ? [place.id] : [],
  });
  if (named) {
    drawYes(named, sheet);
    sheet.map([named], null);
    return;
  }
  if (place === null) return;
  const where = wordWhere([place], tr);
  const around = within.filter((territory) => territory !== itself);
  if (itself) drawYes(itself, sheet);
  else if (around.length > 0) sheet.say(t('is-labelled.within', { ...where, count: around.length }));
  drawRows(around, sheet);
  if (inside.length > 0) {
    if (!itself) sheet.say(t('is-labelled.inside', { ...where, count: inside.length }));
    else sheet.say(t('is-labelled.also'));
    drawRows(inside, sheet);
  }
  const found = [...within, ...inside];
  if (found.length > 0) {
    sheet.map(found, regionOf(found));
    return;
  }
  sheet.say(t('is-labelled.no', where));
  sheet.cite(basis);
  sheet.say(t(nearby.length > 0 ? 'is-labelled.nearby' : 'is-labelled.none-nearby'));
  drawRows(nearby, sheet);
  sheet.map(nearby, regionOf(nearby));
};

/** Whether a territory is the place: its perimeter is that one place. */
function isItself(territory: Territory, kind: string, code: string): boolean {
  const { regions, departements, intercommunalites, communes } = territory.perimeter;
  const lists = { région: regions, département: departements, intercommunalité: intercommunalites, commune: communes };
  const all = Object.values(lists).flat();
  return all.length === 1 && Object.entries(lists).some(([name, codes]) => name === kind && codes.includes(code));
}

function drawYes(territory: Territory, sheet: Sheet): void {
  sheet.say(sheet.tr.t('is-labelled.yes', detailsOf(territory, sheet)));
  sheet.fact(territory.summary);
}

function drawRows(territories: readonly Territory[], sheet: Sheet): void {
  sheet.items(territories.map((territory) => sheet.tr.t('is-labelled.row', detailsOf(territory, sheet))));
}

function detailsOf(territory: Territory, sheet: Sheet) {
  const { tr } = sheet;
  sheet.cite(territory.labelSources);
  return { name: territory.name, on: tr.on(territory.labelledOn), wave: tr.t(`wave.${territory.wave}`) };
}
