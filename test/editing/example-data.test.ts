import { describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../src/answer.ts';
import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { readFolder } from '../../src/editing/read-files.ts';
import { textAt } from '../../src/editing/value.ts';
import { checkDataFolder } from '../../src/knowledge/check-data-folder.ts';
import { createDictionary } from '../../src/language/dictionary.ts';

const config = readConfig({ DATA_DIR: 'examples/data', LOCALES_DIR: 'examples/locales' });
const assistant = createAssistant(config);

function ask(text: string): string {
  const { drawn } = assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
  return drawn
    .map((one) => one.text)
    .join('\n')
    .replaceAll('\u00a0', ' ');
}

describe('the invented label of the examples', () => {
  it('passes the same checks as the real data', () => {
    const { faults } = checkDataFolder(config.dataDir, createDictionary());
    expect(faults).toEqual([]);
  });

  it('says of every source that it is invented', () => {
    const sources = readFolder(config.dataDir).folder.files.get('sources.yaml');
    expect(
      Array.isArray(sources) && sources.every((source) => textAt(source, 'titre').endsWith('(page inventée)')),
    ).toBe(true);
  });

  it.each([
    ['qui contacter dans le Pays de Sélune ?', 'Halle des producteurs de Sélune'],
    ['quels territoires travaillent sur l’énergie ?', 'Île aux Fanaux'],
    ['quels sont les défis de Montclair ?', 'Le numérique pour tous'],
    ['Bois-Lanterne est-elle labellisée ?', 'Montclair : label annoncé le 14 mars 2024'],
    ['c’est quoi un SEL ?', 'échangent des services sans argent'],
    ['qui est Lia Fanal ?', 'Présidente de l’Union des rivages'],
    ['c’est quoi le label ?', 'Label « Rivage solidaire » · Ce que c’est'],
    ['quel temps fera-t-il demain ?', 'Je ne connais que les « Rivages solidaires » inventés pour l’exemple'],
  ])('answers « %s » from its own records', (question, expected) => {
    expect(ask(question)).toContain(expected);
  });

  it('never speaks of the real label', () => {
    for (const text of ['bonjour', 'qui es-tu ?', 'aide', 'c’est quoi le label ?', 'qui contacter en Valmarine ?']) {
      expect(ask(text)).not.toMatch(/French Impact|Avise/);
    }
  });
});
