import type { Answer, Contact, Frame, Intent, Reading } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Organisation, Place, Territory } from '../src/records.ts';
import { besideLabel, contactOf } from './contacts.ts';
import { ask, offer, questionsAbout } from './next.ts';

/** What organisations can tell of themselves, such as a phone number; whom to ask for other facts isn’t known. */
const TOLD_BY_ORGANISATIONS: ReadonlySet<Intent | null> = new Set(['contacts', 'organisation']);

type NoData = Extract<Reading, { readonly outcome: 'nodata' }>;

const MOST_CONTACTS = 2;

/** On the subject, but not in the dataset: what is missing, what is known instead (`instead`, proven), whom to ask. */
export function noData(reading: NoData, instead: Frame | null, knowledge: Knowledge): Answer {
  const { frame } = reading;
  const territory = knowledge.territory(frame?.territories[0] ?? '');
  const organisation = knowledge.organisation(frame?.organisations[0] ?? '');
  const person = knowledge.person(frame?.people[0] ?? '');
  const place = knowledge.place(frame?.places[0] ?? '');
  const isTold =
    reading.missing === null ? organisation !== undefined : TOLD_BY_ORGANISATIONS.has(reading.missing.instead);
  return {
    kind: 'nodata',
    missing: reading.missing,
    word: reading.word,
    subject: organisation ?? person ?? territory ?? place ?? null,
    instead,
    turnTo: isTold ? whomToAsk(organisation, territory, place, knowledge) : [],
    next: offer(
      instead,
      ...(territory ? questionsAbout(territory, knowledge, instead?.intent ?? 'overview') : []),
      organisation ? ask('organisation', { organisations: [organisation.id] }) : null,
      person ? ask('person', { people: [person.id] }) : null,
      place ? ask('is-labelled', { places: [place.id] }) : null,
      ask('list'),
      ask('label'),
    ).filter((one, index, all) => all.findIndex((other) => sameQuestion(one, other)) === index),
  };
}

function whomToAsk(
  organisation: Organisation | undefined,
  territory: Territory | undefined,
  place: Place | undefined,
  knowledge: Knowledge,
): readonly Contact[] {
  if (organisation) return [contactOf(organisation, null, knowledge)];
  if (territory) return liveContacts(territory, knowledge);
  return place ? besideLabel(place, knowledge).flatMap((group) => group.contacts) : [];
}

/** Those who can be reached: members that still exist, the ones with a site first. */
function liveContacts(territory: Territory, knowledge: Knowledge) {
  return territory.members
    .filter((member) => member.kind === 'lead' || member.kind === 'member')
    .flatMap((member) => {
      const organisation = knowledge.organisation(member.organisation);
      return organisation ? [contactOf(organisation, member, knowledge)] : [];
    })
    .filter((contact) => contact.instead === null)
    .sort((a, b) => Number(b.organisation.website !== null) - Number(a.organisation.website !== null))
    .slice(0, MOST_CONTACTS);
}

function sameQuestion(a: Frame, b: Frame): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
