import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { explainReasons } from '../../src/editing/explain-reasons.ts';
import { readFolder } from '../../src/editing/read-files.ts';

const assistant = createAssistant({ ...readConfig({}), dataDir: 'examples/data' });
const { folder } = readFolder('examples/data');

function explain(text: string): string {
  const { reasons } = assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
  return explainReasons(text, reasons, folder).join('\n').replaceAll('\u00a0', ' ');
}

describe('why a question was read as it was', () => {
  it('names the kind of question, how sure, what was second, and the nearest example with its line', () => {
    const said = explain('qui contacter dans le pays de selune ?');
    expect(said).toMatch(/^Genre de question : contacts \(−?\d,\d\d\), puis .+ \(−?\d,\d\d\)/);
    expect(said).toMatch(
      /phrase d’exemple la plus proche : « qui contacter .* » ; pour en ajouter une : examples\/data\/intents\/contacts\.yaml:\d+/,
    );
    expect(said).toMatch(/Chance que ce soit bien compris : \d+ %/);
  });

  it('says which name of which file a word was taken for', () => {
    expect(explain('qui contacter dans le pays de sellune ?')).toMatch(
      /est lu comme territoire pays-de-selune, sûr à \d+ % ; vient de « (Pays de )?Sélune » : examples\/data\/territories\/pays-de-selune\.yaml:[45]/,
    );
    expect(explain('qui travaille sur les cantines ?')).toContain(
      'est lu comme thème alimentation, sûr à 100 % ; vient de « cantines » : examples/data/themes/alimentation.yaml:8',
    );
    expect(explain('qui contacter dans le 991 ?')).toContain(
      'la liste officielle (examples/data/places/departements.tsv)',
    );
  });

  it('has nothing to say of a pressed button', () => {
    expect(explainReasons('', [], folder)).toEqual([
      'Rien à expliquer : la phrase a été lue telle quelle, sans deviner.',
    ]);
  });
});
