import { emptyFrame } from '../frame.ts';
import { drawSite } from './contacts.ts';
import type { Draw } from './draw.ts';
import { drawFacts } from './impacts.ts';
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
  sheet.say(t('apply.last', { date: date ? tr.date(date) : t('date.unknown') }));
  sheet.heading(t('apply.last.heading'));
  sheet.fact(last);
  if (facts.length > 0) {
    sheet.heading(t('apply.criteria'));
    drawFacts(facts, sheet);
  }
  if (gaps.length > 0) {
    sheet.heading(t('label.gaps'));
    sheet.items(gaps.map((gap) => gap.text));
  }
  sheet.heading(t('apply.turn-to'));
  for (const organisation of turnTo) {
    sheet.say(`**${shortName(organisation)}**`);
    if (organisation.description) sheet.fact(organisation.description);
    drawSite(organisation, sheet);
  }
  sheet.allSources({ ...emptyFrame('sources'), topics: ['criteres'] });
};
