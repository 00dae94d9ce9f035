import { emptyFrame } from '../frame.ts';
import type { Fact, Gap } from '../records.ts';
import type { Draw } from './draw.ts';
import type { Sheet } from './sheet.ts';
import { wordWhere } from './wording.ts';

/** The effects that a territory expects, and the figures that the sources give. */
export const drawImpacts: Draw<'impacts'> = ({ territory, impacts, figures, gaps }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t('title.about', { what: t('impacts.title'), name: territory.name }));
  if (impacts.length === 0) sheet.say(t('impacts.none', wordWhere([territory], sheet.tr)));
  drawFacts(impacts, sheet);
  if (figures.length > 0) {
    sheet.heading(t('impacts.figures'));
    drawFacts(figures, sheet);
  }
  drawGaps(gaps, sheet);
  sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
};

/** Facts as a list, their sources cited. */
export function drawFacts(facts: readonly Fact[], sheet: Sheet): void {
  for (const fact of facts) sheet.cite(fact.sources);
  sheet.items(facts.map((fact) => fact.text));
}

/** What no source says, under its own heading; nothing when no gap is known. */
export function drawGaps(gaps: readonly Gap[], sheet: Sheet): void {
  if (gaps.length === 0) return;
  sheet.heading(sheet.tr.t('gaps'));
  sheet.items(gaps.map((gap) => gap.text));
}
