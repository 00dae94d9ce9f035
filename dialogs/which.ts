import type { Answer, Frame, Intent } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { Territory } from '../src/records.ts';
import { ask, questionsAbout } from './next.ts';

type Missing = Extract<Answer, { readonly kind: 'which' }>['missing'];

const MOST_CHOICES = 3;
/** The territories of the article that the project starts from come first, then those that know most. */
const FIRST_CHOICES = ['region-bretagne', 'region-normandie', 'region-nouvelle-aquitaine'];
const FIRST_THEMES = ['vieillissement', 'economie-circulaire', 'alimentation-durable'];
const MISSING: Partial<Record<Intent, Missing>> = {
  theme: 'theme',
  organisation: 'organisation',
  person: 'person',
  term: 'term',
};

/** The question lacks what it is about: up to three sensible ones to choose from, each of which has an answer. */
export function which(frame: Frame, knowledge: Knowledge): Answer {
  const missing = MISSING[frame.intent] ?? 'territory';
  const choices = choicesOf(frame, missing, knowledge).slice(0, MOST_CHOICES);
  return { kind: 'which', for: frame.intent, missing, choices, next: [] };
}

function choicesOf(frame: Frame, missing: Missing, knowledge: Knowledge): readonly Frame[] {
  // A comparison with one side keeps it and looks for the other.
  const beside = frame.intent === 'compare' ? frame.territories : [];
  switch (missing) {
    case 'territory':
      if (frame.intent === 'compare' && beside.length === 0) return pairs(frame);
      return ordered(knowledge)
        .filter((territory) => hasAnswer(territory, frame.intent, knowledge))
        .filter((territory) => !frame.territories.includes(territory.id))
        .map((territory) => ({
          ...frame,
          territories: [...beside, territory.id],
          places: [],
          waves: [],
          kinds: [],
          page: 0,
        }));
    case 'theme':
      return FIRST_THEMES.filter((id) => knowledge.theme(id)).map((id) => ({ ...frame, themes: [id] }));
    case 'organisation':
      return firstLeads(knowledge).map((id) => ask('organisation', { organisations: [id] }));
    case 'person':
      return knowledge.people.slice(0, MOST_CHOICES).map((person) => ask('person', { people: [person.id] }));
    case 'term':
      return knowledge.terms.slice(0, MOST_CHOICES).map((term) => ask('term', { terms: [term.id] }));
  }
}

function pairs(frame: Frame): readonly Frame[] {
  return FIRST_CHOICES.flatMap((one, index) =>
    FIRST_CHOICES.slice(index + 1).map((other) => ({ ...frame, territories: [one, other] })),
  );
}

function ordered(knowledge: Knowledge): readonly Territory[] {
  const first = FIRST_CHOICES.map(knowledge.territory).filter((territory) => territory !== undefined);
  return [...first, ...knowledge.territories.filter((territory) => !first.includes(territory))];
}

function hasAnswer(territory: Territory, intent: Intent, knowledge: Knowledge): boolean {
  if (
    intent === 'places' ||
    intent === 'date' ||
    intent === 'is-labelled' ||
    intent === 'overview' ||
    intent === 'compare'
  )
    return true;
  return questionsAbout(territory, knowledge, 'places').some((frame) => frame.intent === intent);
}

function firstLeads(knowledge: Knowledge): readonly string[] {
  const leads = ordered(knowledge).flatMap((territory) =>
    territory.members.filter((member) => member.kind === 'lead').map((member) => member.organisation),
  );
  return leads.filter((id) => knowledge.organisation(id));
}
