import type { Contact, ContactGroup } from '../answer.ts';
import { emptyFrame } from '../frame.ts';
import type { Membership, MembershipKind, Organisation } from '../records.ts';
import type { Draw } from './draw.ts';
import { drawGaps } from './impacts.ts';
import type { Sheet } from './sheet.ts';
import { lowerFirst, shortName, wordOrganisation, wordThemes } from './wording.ts';

/** The organisations to turn to, territory by territory, the lead first; context and « hors label » stand apart. */
export const drawContacts: Draw<'contacts'> = ({ place, themes, groups, page, pages }, sheet) => {
  const { tr } = sheet;
  const { t } = tr;
  const labelled = groups.filter((group) => group.territory !== null);
  const name = place?.name ?? tr.list(labelled.flatMap((group) => (group.territory ? [group.territory.name] : [])));
  sheet.title(t('title.about', { what: t('contacts.title'), name }));
  if (themes.length > 0) sheet.say(t('contacts.theme', { themes: wordThemes(themes, tr) }));
  if (pages > 1) sheet.say(t('page', { page: page + 1, pages }));
  if (labelled.length === 0) sheet.say(t('contacts.in-no-territory'));
  const [only] = labelled;
  const isAlone = labelled.length === 1 && place === null;
  if (isAlone && only?.contacts.length === 0) sheet.say(t('contacts.none'));
  for (const group of groups) drawGroup(group, !isAlone, sheet);
  // Among several, each keeps its gaps for the card of its own.
  if (only !== undefined && labelled.length === 1) drawGaps(only.gaps, sheet);
  sheet.say(t('contacts.no-details'));
  const checked = groups.flatMap((group) => group.contacts.map((contact) => contact.organisation.checkedOn)).sort()[0];
  if (checked) sheet.say(t('contacts.checked', { on: tr.on(checked) }));
  sheet.allSources({
    ...emptyFrame('sources'),
    territories: labelled.flatMap(({ territory }) => (territory ? [territory.id] : [])),
    organisations: groups.flatMap(({ territory, contacts }) =>
      territory ? [] : contacts.map(({ organisation }) => organisation.id),
    ),
  });
};

/** The site of an organisation as a button named after it; the foot says so when nobody checked the link. */
export function drawSite(organisation: Organisation, sheet: Sheet): void {
  const { website } = organisation;
  if (website === null) return;
  const title = sheet.tr.t('contacts.site', wordOrganisation(organisation, sheet.tr));
  sheet.site(title, website.url, website.checked !== null);
}

/** What became of a dissolved or renamed organisation, and whom to turn to instead. */
export function drawStatus(organisation: Organisation, instead: Organisation | null, sheet: Sheet): void {
  if (organisation.status.fact !== null) sheet.fact(organisation.status.fact);
  if (instead === null) return;
  sheet.say(sheet.tr.t('contacts.instead', { name: shortName(instead) }));
  drawSite(instead, sheet);
}

function drawGroup(group: ContactGroup, isNamed: boolean, sheet: Sheet): void {
  const { t } = sheet.tr;
  if (group.territory === null) {
    const isRegional = group.contacts.some((contact) => contact.organisation.cressOf !== null);
    sheet.heading(t(isRegional ? 'contacts.beside' : 'contacts.beside.national'));
  } else if (isNamed) {
    sheet.heading(group.territory.name);
  }
  let kind: MembershipKind | null = null;
  for (const contact of group.contacts) {
    if (contact.membership && !isNamed && contact.membership.kind !== kind) {
      kind = contact.membership.kind;
      sheet.heading(t(`contacts.${kind}.heading`));
    }
    drawContact(contact, isNamed, sheet);
  }
}

function drawContact({ organisation, membership, instead }: Contact, isNamed: boolean, sheet: Sheet): void {
  const { t } = sheet.tr;
  const name = shortName(organisation);
  const role = membership ? roleOf(membership, sheet) : null;
  const kind = membership && isNamed ? t(`membership.${membership.kind}`) : null;
  // A role that is no more than the kind is said once.
  const title = kind && role !== `${kind}.` ? t('noted', { text: name, note: kind }) : name;
  sheet.entry(title, role);
  if (membership) sheet.cite(membership.sources);
  if (organisation.description) sheet.fact(organisation.description);
  else sheet.cite(organisation.sources);
  if (organisation.city !== null && !isNamed) sheet.say(t('contacts.city', { city: organisation.city }));
  if (organisation.status.is === 'dissolved' && membership) sheet.say(t('contacts.gone'));
  drawStatus(organisation, instead, sheet);
  if (instead === null) drawSite(organisation, sheet);
}

function roleOf({ text, note }: Membership, { tr }: Sheet): string {
  const role = lowerFirst(text);
  return note === null || text.includes(note) ? role : tr.t('noted', { text: role, note });
}
