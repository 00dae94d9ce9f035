import type { Draw } from './draw.ts';
import { wordFrame } from './word-frame.ts';

/** Every source behind an answer, newest first. */
export const drawSources: Draw<'sources'> = ({ about, sources, total, page, pages }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(t('title.about', { what: t('sources.title'), name: wordFrame(about, sheet.names, tr) }));
  sheet.say(total > 0 ? t('sources.count', { count: total }) : t('sources.none'));
  if (pages > 1) sheet.say(t('page', { page: page + 1, pages }));
  sheet.sources(sources);
};
