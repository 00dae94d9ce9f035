import { emptyFrame } from '../frame.ts';
import type { Work } from '../records.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';
import type { Sheet } from './sheet.ts';
import { wordThemes, wordWhere } from './wording.ts';

/** The actions or the projects of a territory; context stands apart, under its own heading. */
export const drawWorks: Draw<'works'> = ({ of, territory, works, gaps, themes }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const where = wordWhere([territory], tr);
  const linked = works.filter((work) => work.link === 'label');
  const context = works.filter((work) => work.link === 'context');
  sheet.title(t('title.about', { what: t(`${of}.title`), name: territory.name }));
  sheet.say(linked.length > 0 ? t(`${of}.count`, { ...where, count: linked.length }) : t(`${of}.none`, where));
  if (themes.length > 0) sheet.say(t('works.on', { themes: wordThemes(themes, tr) }));
  drawWorkList(linked, sheet);
  if (context.length > 0) {
    sheet.heading(t('works.context'));
    drawWorkList(context, sheet);
  }
  drawGaps(gaps, sheet);
  sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
};

/** One action or project as a line of a list; its sources are cited. */
export function workLine(work: Work, sheet: Sheet): string {
  sheet.cite(work.sources);
  const text = work.title === null ? work.text : sheet.tr.t('titled', { title: `**${work.title}**`, text: work.text });
  return work.linkNote === null ? text : sheet.tr.t('noted', { text, note: work.linkNote });
}

function drawWorkList(works: readonly Work[], sheet: Sheet): void {
  sheet.items(works.map((work) => workLine(work, sheet)));
}
