import type { Fact } from '../src/records.ts';
import { contactOf } from './contacts.ts';
import type { Dialog } from './dialog.ts';
import { ask, offer } from './next.ts';
import { known } from './scope.ts';

/** Who can say more than the sources do. */
const TURN_TO = ['avise', 'ess-france'];

/**
 * « Comment candidater ? », « le label existe-t-il encore ? »: the criteria, the last thing that any source says of
 * the programme, that nothing is known after, and whom to ask; with a place, its CRESS as well.
 */
export const apply: Dialog = (frame, knowledge) => {
  const facts = (id: string) => knowledge.label.sections.find((section) => section.id === id)?.facts ?? [];
  const [place] = known(frame.places, knowledge.place);
  const [territory] = known(frame.territories, knowledge.territory);
  const region = place?.region ?? territory?.region.code;
  const cress = region === undefined ? undefined : knowledge.cressOf(region);
  const regional = cress ? (contactOf(cress, null, knowledge).instead ?? cress) : undefined;
  const bodies = [...(regional ? [regional] : []), ...known(TURN_TO, knowledge.organisation)];
  return {
    kind: 'apply',
    facts: facts('criteres'),
    last: latest(facts('suites'), knowledge.label.summary),
    gaps: knowledge.label.gaps.filter((gap) => gap.about === 'dates' || gap.about === 'other'),
    turnTo: [...new Set(bodies)],
    next: offer(
      ask('label', { topics: ['criteres'] }),
      ask('label', { topics: ['suites'] }),
      place ? ask('contacts', { places: [place.id] }) : ask('list'),
    ),
  };
};

function latest(facts: readonly Fact[], otherwise: Fact): Fact {
  const date = (fact: Fact) =>
    fact.sources.reduce((last, source) => (source.date && source.date > last ? source.date : last), '');
  return facts.reduce((last, fact) => (date(fact) > date(last) ? fact : last), facts[0] ?? otherwise);
}
