import { emptyFrame } from '../frame.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';
import { wordThemes, wordWhere } from './wording.ts';
import { workLine } from './works.ts';

/** The challenges of a territory with their sub-themes; where none is known, its actions under their own name. */
export const drawChallenges: Draw<'challenges'> = ({ territory, challenges, actions, gaps, themes }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const where = wordWhere([territory], tr);
  const count = challenges.length;
  sheet.title(t('title.about', { what: t('challenges.title'), name: territory.name }));
  if (count === 0) sheet.say(t('challenges.none', where));
  else if (themes.length > 0) sheet.say(t('challenges.on', { ...where, count, themes: wordThemes(themes, tr) }));
  else sheet.say(t('challenges.count', { ...where, count }));
  for (const challenge of challenges) {
    sheet.heading(challenge.title);
    sheet.fact(challenge);
    if (challenge.words.length > 0) sheet.say(t('challenges.words', { words: challenge.words.join(', ') }));
    if (challenge.official === false) sheet.say(t('challenges.unofficial'));
  }
  if (count === 0 && actions.length === 0) sheet.say(t('challenges.nothing'));
  if (actions.length > 0) {
    sheet.heading(t('challenges.actions'));
    sheet.items(actions.map((action) => workLine(action, sheet)));
  }
  drawGaps(gaps, sheet);
  sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
};
