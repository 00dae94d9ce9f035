import type { Frame, Intent } from '../answer.ts';
import { emptyFrame } from '../frame.ts';
import type { Files } from './read-rows.ts';
import { isMapping, textAt } from './value.ts';

/** A question without words: what a button would ask, and its name for a reader. */
export interface NamedFrame {
  readonly title: string;
  readonly frame: Frame;
}

const OF_TERRITORY: readonly (readonly [Intent, string])[] = [
  ['overview', 'Fiche'],
  ['contacts', 'Contacts'],
  ['challenges', 'Défis'],
  ['actions', 'Actions'],
  ['projects', 'Projets'],
  ['impacts', 'Effets'],
  ['people', 'Personnes'],
  ['places', 'Lieux'],
  ['date', 'Dates'],
  ['sources', 'Sources'],
];

/** The questions that show every record of a data folder once, whether or not anybody thought of asking them. */
export function listFrames(files: Files): readonly NamedFrame[] {
  return [...files].flatMap(([path, value]): readonly NamedFrame[] => {
    if (!isMapping(value)) return [];
    const id = textAt(value, 'id');
    const name = textAt(value, 'nom') || textAt(value, 'terme');
    switch (path.split('/')[0]) {
      case 'territories':
        return OF_TERRITORY.map(([intent, what]) => ({
          title: `${what} : ${name}`,
          frame: { ...emptyFrame(intent), territories: [id] },
        }));
      case 'organisations':
        return [{ title: `Organisation : ${name}`, frame: { ...emptyFrame('organisation'), organisations: [id] } }];
      case 'people':
        return [{ title: `Personne : ${name}`, frame: { ...emptyFrame('person'), people: [id] } }];
      case 'themes':
        return [{ title: `Thème : ${name}`, frame: { ...emptyFrame('theme'), themes: [id] } }];
      case 'terms':
        return [{ title: `Glossaire : ${name}`, frame: { ...emptyFrame('term'), terms: [id] } }];
      default:
        return [];
    }
  });
}
