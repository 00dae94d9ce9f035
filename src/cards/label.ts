import { emptyFrame } from '../frame.ts';
import type { Draw } from './draw.ts';
import { drawFacts, drawGaps } from './impacts.ts';
import { upperFirst } from './wording.ts';

/** One part of what is known of the label, or its timeline. */
export const drawLabel: Draw<'label'> = ({ label, topic, section, gaps }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const name = topic === 'timeline' ? t('label.timeline') : section?.title;
  sheet.title(name === undefined ? t('label.title') : t('title.about', { what: t('label.title'), name }));
  if (topic === 'definition') sheet.fact(label.summary);
  if (topic === 'timeline') {
    for (const event of label.timeline) sheet.cite(event.sources);
    sheet.items(label.timeline.map((event) => t('pair', { name: upperFirst(tr.date(event.date)), value: event.text })));
  } else if (section) drawFacts(section.facts, sheet);
  else sheet.say(t('label.not-held'));
  drawGaps(gaps, sheet);
  sheet.allSources({ ...emptyFrame('sources'), topics: [topic] });
};
