import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Territory } from '../../src/records.ts';
import type { Item } from './list-items.ts';

/** What someone would type to learn of an item: the question names the territory, or the record itself, never the fact. */
export function typeQuestion({ section, id }: Item, territory: Territory, knowledge: Knowledge): string {
  const { wording, people, challenges, actions, projects, gaps } = territory;
  switch (section) {
    case 'territory':
    case 'summary':
      return `parle-moi ${wording.of}`;
    case 'challenge':
      return `quels sont les défis ${wording.of} ?`;
    case 'action':
      return `quelles actions sont prévues ${wording.in} ?`;
    case 'project':
      return `quels projets ${wording.in} ?`;
    case 'impact':
    case 'figure':
      return `quels sont les effets attendus ${wording.in} ?`;
    case 'membership':
      return `qui contacter ${wording.in} ?`;
    case 'organisation': {
      const owner = knowledge.organisations.find(
        (one) => one.id === id || one.description?.id === id || one.status.fact?.id === id,
      );
      return `c’est quoi ${owner?.name} ?`;
    }
    case 'appearance': {
      const appearance = people.find((one) => one.id === id);
      return `qui est ${knowledge.person(appearance?.person ?? '')?.name} ?`;
    }
    case 'person':
      return `qui est ${knowledge.person(id)?.name} ?`;
    case 'theme': {
      const works = [...challenges, ...actions, ...projects];
      const isMentioned = !works.some(
        (work) => work.themes.includes(id) && !('link' in work && work.link === 'context'),
      );
      const wide = isMentioned ? ', mentions comprises' : '';
      return `que fait ${wording.the} sur le thème ${knowledge.theme(id)?.label}${wide} ?`;
    }
    case 'source':
      return `quelles sont les sources sur ${wording.the} ?`;
    case 'gap':
      return askAround(gaps.find((gap) => gap.id === id)?.about ?? 'other', territory);
  }
}

/** The question whose answer says that no source answers it. */
function askAround(about: Territory['gaps'][number]['about'], { wording }: Territory): string {
  switch (about) {
    case 'challenges':
      return `quels sont les défis ${wording.of} ?`;
    case 'actions':
      return `quelles actions sont prévues ${wording.in} ?`;
    case 'projects':
      return `quels projets ${wording.in} ?`;
    case 'contacts':
      return `qui contacter ${wording.in} ?`;
    case 'people':
      return `qui a parlé au nom ${wording.of} ?`;
    case 'impacts':
      return `quels sont les effets attendus ${wording.in} ?`;
    case 'places':
      return `quel est le périmètre ${wording.of} ?`;
    case 'dates':
      return `depuis quand ${wording.the} a le label ?`;
    case 'other':
      return `parle-moi ${wording.of}`;
  }
}
