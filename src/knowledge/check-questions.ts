import { INTENTS, LABEL_TOPICS, SMALL_TALK } from '../answer.ts';
import { fold } from '../language/fold.ts';
import type { Report } from './check-references.ts';
import type { Dataset } from './dataset.ts';

/** Example questions: each for an intent that exists, none written for two of them; families of unheld facts, once each. */
export function checkQuestions(dataset: Dataset, report: Report): void {
  const families = dataset.unheld.content.map((family) => family.id);
  for (const [index, family] of dataset.unheld.content.entries()) {
    if (families.indexOf(family.id) < index) {
      report(
        dataset.unheld.path,
        [index, 'id'],
        `la famille « ${family.id} » est écrite deux fois`,
        'réunissez les deux',
      );
    }
    if (family.instead !== null && !isOneOf(INTENTS, family.instead)) {
      report(
        dataset.unheld.path,
        [index, 'instead'],
        `« ${family.instead} » n’est pas un genre de question`,
        `écrivez null ou l’un de ceux-ci : ${INTENTS.join(', ')}`,
      );
    }
  }
  const owners = new Map<string, string>();
  for (const { path, content } of dataset.intents) {
    const intents = Array.isArray(content) ? content : [content];
    for (const [index, intent] of intents.entries()) {
      const here = Array.isArray(content) ? [index] : [];
      if (!isKnown(intent.id, families)) {
        report(
          path,
          [...here, 'id'],
          `« ${intent.id} » n’est pas un genre de question`,
          'corrigez-le, ou ajoutez la famille dans data/unheld.yaml',
        );
      }
      for (const [at, example] of intent.examples.entries()) {
        const owner = owners.get(fold(example));
        if (owner !== undefined && owner !== intent.id) {
          report(
            path,
            [...here, 'examples', at],
            `« ${example} » est aussi un exemple de « ${owner} »`,
            'ne le gardez que d’un côté',
          );
        }
        owners.set(fold(example), intent.id);
      }
    }
  }
}

function isKnown(id: string, families: readonly string[]): boolean {
  const [head = '', tail] = id.split('/');
  if (id === 'again' || id === 'again/others') return true;
  if (tail === undefined) return isOneOf(INTENTS, id) || isOneOf(SMALL_TALK, id);
  if (head === 'smalltalk') return isOneOf(SMALL_TALK, tail);
  if (head === 'label') return isOneOf(LABEL_TOPICS, tail);
  if (head === 'unheld') return families.includes(tail);
  return head === 'offtopic';
}

function isOneOf(list: readonly string[], value: string): boolean {
  return list.includes(value);
}
