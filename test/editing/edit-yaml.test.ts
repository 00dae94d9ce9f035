import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editYaml } from '../../src/editing/edit-yaml.ts';
import { readFolder } from '../../src/editing/read-files.ts';
import type { Value } from '../../src/editing/table.ts';

const RECORD = `# Une fiche.

id: x # à garder
nom: Ancien nom
autres-noms: [ A, B ]
# Pourquoi ce texte.
resume:
  texte: >-
    Un texte assez long pour tenir sur deux lignes, ce qui demande un peu de patience à qui l’écrit
    et à qui le lit.
  sources: [ s-1 ]

defis:
  # Le premier.
  - id: defi-1
    texte: Un.
  # Le second.
  - id: defi-2
    texte: Deux.
`;

describe('a YAML file edited', () => {
  const value = (): { [key: string]: Value } => ({
    id: 'x',
    nom: 'Ancien nom',
    'autres-noms': ['A', 'B'],
    resume: {
      texte:
        'Un texte assez long pour tenir sur deux lignes, ce qui demande un peu de patience à qui l’écrit et à qui le lit.',
      sources: ['s-1'],
    },
    defis: [
      { id: 'defi-1', texte: 'Un.' },
      { id: 'defi-2', texte: 'Deux.' },
    ],
  });

  it('stays byte for byte the same for the same value', () => {
    expect(editYaml(RECORD, value())).toBe(RECORD);
  });

  it('changes one name and nothing else', () => {
    expect(editYaml(RECORD, { ...value(), nom: 'Nouveau nom' })).toBe(RECORD.replace('Ancien nom', 'Nouveau nom'));
  });

  it('folds a long text again, and keeps the comment above it', () => {
    const edited = editYaml(RECORD, { ...value(), resume: { texte: `${'mot '.repeat(40)}fin.`, sources: ['s-1'] } });
    expect(edited).toContain('# Pourquoi ce texte.\nresume:\n  texte: >-\n    mot mot');
    expect(edited.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('adds and removes records of a list below their own comments', () => {
    const defis: Value = [
      { id: 'defi-2', texte: 'Deux.' },
      { id: 'defi-3', texte: 'Trois.', themes: ['a', 'b'] },
    ];
    expect(editYaml(RECORD, { ...value(), defis })).toBe(
      RECORD.replace('  - id: defi-1\n    texte: Un.\n', '').concat(
        '  - id: defi-3\n    texte: Trois.\n    themes: [ a, b ]\n',
      ),
    );
  });

  it('turns a list that no longer fits its line into lines, and writes what needs quotes with quotes', () => {
    const names = Array.from({ length: 9 }, (_, at) => `Un nom plutôt long ${at}`);
    const edited = editYaml(RECORD, { ...value(), 'autres-noms': [...names, 'a: b', '#c', '- d'] });
    expect(edited).toContain('autres-noms:\n  - Un nom plutôt long 0\n');
    expect(edited).toContain("  - 'a: b'\n  - '#c'\n  - '- d'\n# Pourquoi");
  });

  it('reads as it should whatever the texts are', () => {
    const { folder } = readFolder('examples/data');
    const texts = folder.texts.filter((file) => file.path.startsWith('territories/'));
    const word = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('a : b', '« x »', '- t', '#', "l'é", ']', 'null', '2019', 'fin:', '\n', ' x'),
    );
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(word, { minLength: 1 }), word, (file, list, text) => {
        const before = folder.files.get(file.path);
        if (before === undefined || typeof before === 'string' || Array.isArray(before)) throw new Error('no record');
        const after = { ...before, nom: text, 'autres-noms': list, manques: [{ id: 'm', sur: 'autre', texte: text }] };
        const edited = editYaml(file.text, after);
        expect(edited.startsWith('# yaml-language-server')).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
