import { emptyFrame } from '../frame.ts';
import type { Challenge, Membership, Work } from '../records.ts';
import type { Draw } from './draw.ts';
import type { Sheet } from './sheet.ts';
import { shortName, wordThemes } from './wording.ts';

/** A cell names so many items; the count says the rest. */
const MOST_ITEMS = 3;

/**
 * Two to four territories, one table an aspect with a row a territory: so it can be read 320 px wide. An empty cell
 * says that the source doesn't mention it.
 */
export const drawCompare: Draw<'compare'> = ({ territories, themes, rows }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(t('title.about', { what: t('compare.title'), name: tr.list(territories.map((one) => one.name)) }));
  if (themes.length > 0) sheet.say(t('works.on', { themes: wordThemes(themes, tr) }));
  for (const { of, cells } of rows) {
    sheet.table(
      [t('compare.territory'), t(`compare.${of}`)],
      territories.map((territory, index) => [territory.name, wordCell(cells[index] ?? [], sheet)]),
    );
  }
  sheet.allSources({ ...emptyFrame('sources'), territories: territories.map((one) => one.id) });
};

function wordCell(items: readonly (Challenge | Work | Membership)[], sheet: Sheet): readonly string[] {
  const { t } = sheet.tr;
  if (items.length === 0) return [t('compare.empty')];
  const shown = items.slice(0, MOST_ITEMS).map((item) => wordItem(item, sheet));
  const rest = items.length - shown.length;
  return [...shown, ...(rest > 0 ? [t('more', { count: rest })] : [])];
}

function wordItem(item: Challenge | Work | Membership, sheet: Sheet): string {
  sheet.cite(item.sources);
  if ('organisation' in item) {
    const organisation = sheet.names.organisation(item.organisation);
    return organisation ? shortName(organisation) : item.text;
  }
  return item.title ?? item.text;
}
