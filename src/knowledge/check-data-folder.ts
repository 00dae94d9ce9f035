import { join } from 'node:path';
import type { Dictionary } from '../language/dictionary.ts';
import { checkCollisions } from './check-collisions.ts';
import { assembleKnowledge } from './create-knowledge.ts';
import { type Fault, formatFault, sortFaults, spacePunctuation } from './fault.ts';
import type { CloseNames } from './find-collisions.ts';
import { loadDataset } from './load-dataset.ts';

/** What `npm run check:data` prints: the faults first, then what was counted; `isSound` when there is no fault. */
export interface DataCheck {
  readonly isSound: boolean;
  readonly lines: readonly string[];
  readonly faults: readonly Fault[];
}

/** Checks a data folder from end to end, the collision guard included. */
export function checkDataFolder(dir: string, dictionary: Dictionary): DataCheck {
  const loaded = loadDataset(dir);
  const { dataset, faults } = loaded;
  if (faults.length > 0 || dataset === null) {
    return { isSound: false, faults, lines: [...sortFaults(faults).map(formatFault), `${faults.length} faute(s)`] };
  }
  const knowledge = assembleKnowledge({ ...loaded, dataset });
  const collisions = checkCollisions(knowledge, dictionary);
  const file = join(dir, 'collisions.yaml');
  const open = [
    ...collisions.undecided.map(explainUndecided),
    ...collisions.unused.map((line) => ({
      what: `la ligne « ${line.text} » / « ${line.with} » ne décide plus rien`,
      remedy: 'retirez-la',
    })),
  ].map((fault) => ({ file, line: 1, column: 1, ...fault }));
  const facts = knowledge.facts();
  const byRule = [...collisions.byRule.values()].reduce((sum, count) => sum + count, 0);
  return {
    isSound: open.length === 0,
    faults: open,
    lines: [
      ...open.map(formatFault),
      `territoires : ${knowledge.territories.length}`,
      `organisations : ${knowledge.organisations.length}`,
      `personnes : ${knowledge.people.length}`,
      `thèmes : ${knowledge.themes.length}`,
      `mots du glossaire : ${knowledge.terms.length}`,
      `faits : ${facts.length}`,
      `sources : ${knowledge.sources.length}`,
      `faits sans source : ${facts.filter((fact) => fact.sources.length < 1).length}`,
      `noms trop proches : ${collisions.found}, dont ${byRule} décidés par une règle et ${collisions.byLine} par une ligne`,
      `noms trop proches sans décision : ${collisions.undecided.length}`,
      `version des données : ${knowledge.version}`,
    ].map(spacePunctuation),
  };
}

function explainUndecided(pair: CloseNames): Pick<Fault, 'what' | 'remedy'> {
  const other = pair.second?.text ?? pair.word ?? '';
  return {
    what: `« ${pair.first.text} » (${pair.first.id}) et « ${other} » (${pair.second?.id ?? 'mot courant'}) sont trop proches`,
    remedy: `ajoutez : { entre: ${pair.first.text}, et: ${other}, decision: …, pourquoi: … }`,
  };
}
