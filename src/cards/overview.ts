import { emptyFrame } from '../frame.ts';
import type { Territory } from '../records.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';
import type { Sheet } from './sheet.ts';
import { shortName, upperFirst } from './wording.ts';
import { workLine } from './works.ts';

/** Who the territory is, since when, what it set out to do, who leads. */
export const drawOverview: Draw<'overview'> = ({ territory, lead, gaps }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(territory.name);
  sheet.fact(territory.summary);
  sheet.pairs([
    [t('overview.kind'), t(`kind.${territory.kind}`)],
    ...legalForm(territory, sheet),
    ...(territory.kind === 'région' ? [] : [[t('overview.region'), territory.region.name] as const]),
    ...departements(territory, sheet),
    [
      t('overview.label'),
      t('overview.label.value', { on: tr.on(territory.labelledOn), wave: t(`wave.${territory.wave}`) }),
    ],
    ...(lead ? [[t('overview.lead'), shortName(lead)] as const] : []),
  ]);
  sheet.cite(territory.labelSources);
  drawAims(territory, sheet);
  drawGaps(gaps, sheet);
  sheet.map([territory], null);
  sheet.allSources({ ...emptyFrame('sources'), territories: [territory.id] });
};

/** What a territory set out to do, in titles: its challenges, else its actions under their own name. */
export function drawAims(territory: Territory, sheet: Sheet): void {
  const { t } = sheet.tr;
  const { challenges, actions } = territory;
  if (challenges.length > 0) {
    sheet.heading(t('overview.challenges'));
    sheet.items(challenges.map((challenge) => challenge.title));
    for (const challenge of challenges) sheet.cite(challenge.sources);
    return;
  }
  sheet.say(t(actions.length > 0 ? 'overview.no-challenges' : 'overview.nothing'));
  if (actions.length === 0) return;
  sheet.heading(t('overview.actions'));
  sheet.items(actions.map((action) => workLine(action, sheet)));
}

/** The legal form, where it says more than the kind. */
function legalForm(territory: Territory, { tr }: Sheet): readonly (readonly [string, string])[] {
  const { legalForm: form } = territory;
  return form === null || form === territory.kind ? [] : [[tr.t('overview.legal-form'), upperFirst(form)]];
}

function departements(territory: Territory, { tr }: Sheet): readonly (readonly [string, string])[] {
  const names = territory.departements.map((one) => one.name);
  return names.length === 0 ? [] : [[tr.t('overview.departements', { count: names.length }), tr.list(names)]];
}
