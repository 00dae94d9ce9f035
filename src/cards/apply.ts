import { drawSite } from './contacts.ts';
import type { Draw } from './draw.ts';
import { drawFacts, drawGaps } from './impacts.ts';
import { shortName } from './wording.ts';

/** How to get the label: the last thing known, that nothing is known after, the criteria, whom to ask. */
export const drawApply: Draw<'apply'> = ({ facts, last, gaps, turnTo }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(t('apply.title'));
  const date = last.sources
    .map((source) => source.date ?? '')
    .sort()
    .at(-1);
  if (date) sheet.say(t('apply.last', { date: tr.day(date) }));
  else sheet.say(t('apply.last.undated'));
  sheet.heading(t('apply.last.heading'));
  sheet.fact(last);
  if (facts.length > 0) {
    sheet.heading(t('apply.criteria'));
    drawFacts(facts, sheet);
  }
  drawGaps(gaps, sheet);
  sheet.heading(t('apply.turn-to'));
  for (const organisation of turnTo) {
    sheet.entry(shortName(organisation), null);
    if (organisation.description) sheet.fact(organisation.description);
    drawSite(organisation, sheet);
  }
};
