import { emptyFrame } from '../frame.ts';
import { drawSite, drawStatus } from './contacts.ts';
import type { Draw } from './draw.ts';
import { lowerFirst, upperFirst } from './wording.ts';

/** One organisation: what it is, what became of it, its site, and every territory it belongs to. */
export const drawOrganisation: Draw<'organisation'> = ({ organisation, memberships, instead }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  sheet.title(organisation.name);
  if (organisation.description) sheet.fact(organisation.description);
  sheet.cite(organisation.sources);
  drawStatus(organisation, instead, sheet);
  if (organisation.status.is === 'unverified' && organisation.status.fact === null)
    sheet.say(t('organisation.unverified'));
  sheet.pairs([
    ...(organisation.shortName ? [[t('organisation.short'), organisation.shortName] as const] : []),
    [t('organisation.kind'), upperFirst(organisation.kind)],
    ...(organisation.city ? [[t('organisation.city'), organisation.city] as const] : []),
  ]);
  if (instead === null) {
    drawSite(organisation, sheet);
    if (organisation.website === null) sheet.say(t('organisation.no-site'));
  }
  if (memberships.length === 0) sheet.say(t('organisation.no-memberships'));
  else sheet.heading(t('organisation.memberships'));
  sheet.items(
    memberships.map(({ territory, membership }) => {
      sheet.cite(membership.sources);
      const kind = t(`membership.${membership.kind}`);
      const line = t('organisation.membership', { territory: territory.name, kind, role: lowerFirst(membership.text) });
      return membership.note === null ? line : `${line} ${membership.note}`;
    }),
  );
  sheet.say(t('contacts.no-details'));
  sheet.say(t('organisation.checked', { on: tr.on(organisation.checkedOn) }));
  sheet.allSources({ ...emptyFrame('sources'), organisations: [organisation.id] });
};
