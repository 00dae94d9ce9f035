import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../locales/en/index.ts';
import { fr } from '../locales/fr/index.ts';
import { createTranslator, readWords } from '../src/translator.ts';

const NO_BREAK = '\u00a0';
const ROOT = join(import.meta.dirname, '..');

describe('a translator', () => {
  const { t, list, date, on, day } = createTranslator('fr');

  it('fills the holes of a sentence', () => {
    expect(t('ask.contacts', { name: 'Bretagne', in: 'en Bretagne' })).toBe(`Qui contacter en Bretagne${NO_BREAK}?`);
  });

  it('leaves what a value holds as it is: no nesting, no second filling, no escaping', () => {
    expect(t('quoted', { text: '$t(welcome.text) {{text}} {{count}} <b>' })).toBe(
      `«${NO_BREAK}$t(welcome.text) {{text}} {{count}} <b>${NO_BREAK}»`,
    );
  });

  it('chooses the French plural: zero and one are singular', () => {
    expect(t('more', { count: 0 })).toMatch(/0 autre\./);
    expect(t('more', { count: 1 })).toMatch(/1 autre\./);
    expect(t('more', { count: 2 })).toMatch(/2 autres\./);
  });

  it('chooses the English plural: zero is plural', () => {
    const english = createTranslator('en');
    expect(english.t('theme.found', { count: 0 })).toMatch(/territories/);
    expect(english.t('theme.found', { count: 1 })).toMatch(/territory/);
  });

  it('sets no-break spaces before « : ; ? ! » and inside quotation marks', () => {
    expect(t('quoted', { text: 'x' })).toBe(`«${NO_BREAK}x${NO_BREAK}»`);
    expect(t('foot.next')).toContain(`${NO_BREAK}:`);
  });

  it('joins a list as French does', () => {
    expect(list(['Bretagne', 'Normandie', 'Figeac'])).toBe('Bretagne, Normandie et Figeac');
    expect(list(['Bretagne', 'Normandie'], 'or')).toBe('Bretagne ou Normandie');
    expect(list(['Bretagne'])).toBe('Bretagne');
    expect(list([])).toBe('');
  });

  it('writes days, months and years as they are known', () => {
    expect(date('2019-02-25')).toBe('25 février 2019');
    expect(date('2019-03')).toBe('mars 2019');
    expect(date('2019')).toBe('2019');
    expect(date('2021-01-01')).toBe('1er janvier 2021');
    expect([on('2019-02-25'), on('2019-12'), on('2019')]).toEqual([
      'le 25 février 2019',
      'en décembre 2019',
      'en 2019',
    ]);
    expect([day('2021-09-29'), day('2021-09')]).toEqual(['le 29 septembre 2021', 'septembre 2021']);
  });

  it('writes dates in English too', () => {
    const english = createTranslator('en');
    expect([english.on('2019-02-25'), english.on('2019')]).toEqual(['on 25 February 2019', 'in 2019']);
  });

  it('takes other words for a sentence from whoever runs the bot', () => {
    expect(createTranslator('fr', { 'welcome.title': 'Bienvenue !' }).t('welcome.title')).toBe(`Bienvenue${NO_BREAK}!`);
  });
});

describe('words of one’s own', () => {
  const dir = mkdtempSync(join(tmpdir(), 'words-'));
  const write = (content: unknown) => writeFileSync(join(dir, 'fr.json'), JSON.stringify(content));

  it('are read from a folder, and none is needed', () => {
    expect(readWords(dir, 'en')).toEqual({});
    write({ 'welcome.title': 'Bienvenue !' });
    expect(readWords(dir, 'fr')).toEqual({ 'welcome.title': 'Bienvenue !' });
  });

  it('are refused with the file, the key and what instead', () => {
    write({ 'welcome.titel': 'Bienvenue' });
    expect(() => readWords(dir, 'fr')).toThrow(/fr\.json : la clé « welcome\.titel » n’existe pas/);
    write({ 'ask.contacts': 'Qui appeler à {{ville}} ?' });
    expect(() => readWords(dir, 'fr')).toThrow(/ne connaît pas \{\{ville\}\} ; possibles : in/);
    write({ 'welcome.title': 3 });
    expect(() => readWords(dir, 'fr')).toThrow(/doit être une phrase/);
  });
});

describe('the locales', () => {
  it('have no sentence in one language only', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(fr).toSorted());
  });

  it('hold no empty sentence, no straight apostrophe and no double space', () => {
    const bad = Object.entries({ ...fr }).filter(([, text]) => text.trim() === '' || /['"]| {2}/.test(text));
    expect(bad).toEqual([]);
  });

  it('hold no sentence that nothing says', () => {
    const code = [...sourcesIn('src'), ...sourcesIn('dialogs')].join('\n');
    const unused = Object.keys(fr).filter((key) => {
      const base = key.replace(/_(one|other)$/, '');
      return !isSaid(base, code);
    });
    expect(unused).toEqual([]);
  });
});

/** A key is said when the code holds it whole, or holds a template that makes it. */
function isSaid(key: string, code: string): boolean {
  if (code.includes(`'${key}'`)) return true;
  const parts = key.split('.');
  return parts.some((_, index) => {
    const [before, after] = [parts.slice(0, index).join('.'), parts.slice(index + 1).join('.')];
    const start = before === '' ? '`${' : `\`${before}.\${`;
    const end = after === '' ? '}`' : `}.${after}\``;
    return code
      .split(start)
      .slice(1)
      .some((rest) => rest.slice(0, 80).includes(end));
  });
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}
