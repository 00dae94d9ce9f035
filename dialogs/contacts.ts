import type { Contact, ContactGroup, Frame } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Membership, MembershipKind, Organisation, Place, Territory, Theme } from '../src/records.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer, questionsAbout } from './next.ts';
import { aroundOrInside, known, pageOf, saysWhere, territoriesMeant, touching } from './scope.ts';
import { tiesByTerritory } from './theme.ts';
import { which } from './which.ts';

/** How many organisations one card shows of one territory, and of each when there are several. */
const CONTACTS_PER_PAGE = 6;
const CONTACTS_PER_GROUP = 3;
const GROUPS_PER_PAGE = 3;
const ORDER: readonly MembershipKind[] = ['lead', 'member', 'partner', 'context'];
/** Speaks for all the CRESS: whom to turn to where a region has none. */
const NATIONAL_BODY = 'ess-france';

/**
 * « Qui contacter en Bretagne ? »: the organisations of each territory meant, the lead first. A place that is no
 * territory gives the territories around or inside it, and the region's CRESS beside the label. A theme gives the
 * territories tied to it.
 */
export const contacts: Dialog = (frame, knowledge) => {
  const places = known(frame.places, knowledge.place);
  const themes = known(frame.themes, knowledge.theme);
  const territories = known(frame.territories, knowledge.territory);
  const [place] = places;
  const [territory, ...more] = territories;
  if (territory !== undefined && more.length === 0 && place === undefined) {
    return contactsOfOne(territory, frame, knowledge);
  }
  if (!saysWhere(frame) && themes.length === 0) return which(frame, knowledge);
  const meant =
    themes.length > 0 && territory === undefined
      ? tiedTo(frame, themes, knowledge)
      : territoriesMeant(frame, knowledge, aroundOrInside);
  if (meant.length === 0 && place === undefined && themes.length === 0) return which(frame, knowledge);
  const page = pageOf(meant, frame.page, GROUPS_PER_PAGE);
  const [single] = meant;
  const hasMore = meant.length === 1 && single !== undefined && single.members.length > CONTACTS_PER_PAGE;
  const most = page.items.length === 1 ? CONTACTS_PER_PAGE : CONTACTS_PER_GROUP;
  const shown = page.items.map((one) => groupOf(one, knowledge, 0, most));
  const named = new Set(shown.flatMap((group) => group.contacts.map((contact) => contact.organisation.id)));
  const beside = page.page === page.pages - 1 ? places.flatMap((one) => besideLabel(one, knowledge)) : [];
  const others = beside.filter((group) => !group.contacts.every((contact) => named.has(contact.organisation.id)));
  return {
    kind: 'contacts',
    place: place ?? null,
    themes,
    groups: [...shown, ...others],
    page: page.page,
    pages: page.pages,
    next: offer(
      page.page + 1 < page.pages ? { ...frame, page: page.page + 1 } : null,
      hasMore ? ask('contacts', { territories: [single.id], page: 1 }) : null,
      ...(meant.length > 1 ? page.items.map((one) => ask('contacts', { territories: [one.id] })) : []),
      ...(single && meant.length === 1 ? questionsAbout(single, knowledge, 'contacts') : []),
      place ? ask('is-labelled', { places: [place.id] }) : null,
      ask('list'),
      ask('label'),
    ),
  };
};

/** The organisation that leads a territory's collective, when a source names it and it still exists. */
export function leadOf(territory: Territory, knowledge: Knowledge): Organisation | null {
  const lead = territory.members.find((member) => member.kind === 'lead');
  return (lead && knowledge.organisation(lead.organisation)) ?? null;
}

/** An organisation to turn to; in place of a dissolved one, the body that stands in for it. */
export function contactOf(organisation: Organisation, membership: Membership | null, knowledge: Knowledge): Contact {
  const gone = organisation.status.is === 'dissolved';
  const instead = gone ? knowledge.organisation(organisation.status.insteadOf ?? NATIONAL_BODY) : undefined;
  return { organisation, membership, instead: instead ?? null };
}

/** The CRESS of a place's region as a group « hors label »; empty when none is known. */
export function besideLabel(place: Place, knowledge: Knowledge): readonly ContactGroup[] {
  const cress = knowledge.cressOf(place.region) ?? knowledge.organisation(NATIONAL_BODY);
  return cress ? [{ territory: null, contacts: [contactOf(cress, null, knowledge)], gaps: [] }] : [];
}

function contactsOfOne(territory: Territory, frame: Frame, knowledge: Knowledge) {
  const page = pageOf(territory.members, frame.page, CONTACTS_PER_PAGE);
  return {
    kind: 'contacts' as const,
    place: null,
    themes: [],
    groups: [groupOf(territory, knowledge, page.page * CONTACTS_PER_PAGE, CONTACTS_PER_PAGE)],
    page: page.page,
    pages: page.pages,
    next: offer(
      page.page + 1 < page.pages ? ask('contacts', { territories: [territory.id], page: page.page + 1 }) : null,
      ...questionsAbout(territory, knowledge, 'contacts'),
    ),
  };
}

function groupOf(territory: Territory, knowledge: Knowledge, from: number, most: number): ContactGroup {
  const members = [...territory.members].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const contacts = members.slice(from, from + most).flatMap((member) => {
    const organisation = knowledge.organisation(member.organisation);
    return organisation ? [contactOf(organisation, member, knowledge)] : [];
  });
  return { territory, contacts, gaps: from === 0 ? territory.gaps.filter((gap) => gap.about === 'contacts') : [] };
}

/** The territories that a theme question would aim at; where none does, those of the place all the same. */
function tiedTo(frame: Frame, themes: readonly Theme[], knowledge: Knowledge): readonly Territory[] {
  const { targets, others } = tiesByTerritory(frame, themes, knowledge);
  const tied = (targets.length > 0 ? targets : others).map((one) => one.territory);
  if (tied.length > 0) return tied;
  return known(frame.places, knowledge.place).flatMap((place) => touching(place, knowledge));
}
