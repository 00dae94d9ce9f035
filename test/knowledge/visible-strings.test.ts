import { describe, expect, it } from 'vitest';
import { fr } from '../../locales/fr/index.ts';
import { SMALL_TALK } from '../../src/answer.ts';
import { everyCard, translators } from '../gallery/draw-all.ts';
import { isJson, objectsOf, plainLines, visibleStrings } from '../gallery/read-card.ts';

/** Between what a line of the text joins and a card lays out in columns, buttons and links. */
const JOINTS = /\u00a0: | · |: /;
/** The one sentence that only the text needs: a card has the buttons themselves. */
const TEXT_ONLY: readonly string[] = [translators.fr.t('foot.next')];

/** In words a table has a heading made of its two column heads. */
const TABLE_HEADING = new RegExp(`^${translators.fr.t('table.heading', { what: '(.+)', by: '(.+)' })}$`, 'u');

const FEWEST_LETTERS = 4;

// test/cards/sourced.test.ts shows that a card says nothing but the locales and the dataset. Here: nor does anything else.
describe('what a reader without cards gets', () => {
  it('is what the card shows, and nothing more', () => {
    const strangers = new Set<string>();
    let lines = 0;
    for (const { path, drawn } of everyCard('fr')) {
      const shown = [...visibleStrings(drawn.card)].flatMap(plainLines).join('\n');
      const links = linksOf(drawn.card);
      for (const line of drawn.text.split('\n')) {
        lines += 1;
        for (const piece of strangePieces(line, shown, links)) strangers.add(`${path}: ${piece}`);
      }
    }
    expect(lines).toBeGreaterThan(100_000);
    expect([...strangers].slice(0, 20)).toEqual([]);
  });
});

describe('what is said beside questions', () => {
  it('is worded by the locales alone', () => {
    const templates = Object.values(fr).flatMap(toPattern);
    const strangers = new Set<string>();
    const names = new Set<string>(['welcome', 'offtopic', ...SMALL_TALK]);
    for (const { path, drawn } of everyCard('fr')) {
      if (!names.has(path)) continue;
      names.delete(path);
      for (const line of [...visibleStrings(drawn.card)].flatMap(plainLines)) {
        if (!templates.some((template) => template.test(plainSpaces(line)))) strangers.add(`${path}: ${line}`);
      }
    }
    expect([...names]).toEqual([]);
    expect([...strangers]).toEqual([]);
  });
});

/** The pieces of a line of the text that its card neither shows nor links to. */
function strangePieces(line: string, shown: string, links: ReadonlySet<string>): readonly string[] {
  const bare = line.replace(/^• /, '').trim();
  if (bare === '' || TEXT_ONLY.includes(bare) || shown.includes(bare)) return [];
  const [, what = '', by = ''] = TABLE_HEADING.exec(bare) ?? [];
  if (what !== '' && shown.includes(what) && shown.toLowerCase().includes(by)) return [];
  return bare
    .split(JOINTS)
    .map((piece) => piece.trim())
    .filter((piece) => !shown.includes(piece) && !links.has(piece));
}

/** The addresses that the buttons of a card and the links in its texts open; Markdown has brackets in them escaped. */
function linksOf(card: unknown): ReadonlySet<string> {
  const links = new Set<string>();
  for (const object of objectsOf(card)) {
    if (isJson(object) && typeof object.url === 'string') links.add(object.url);
  }
  for (const text of visibleStrings(card)) {
    for (const [, address = ''] of text.matchAll(/\]\((\S+?)\)(?=[\s\r,;.)]|$)/g))
      links.add(address.replaceAll('%28', '(').replaceAll('%29', ')'));
  }
  return links;
}

/** A sentence of the locales with anything in its holes; none for one that is little but holes. */
function toPattern(sentence: string): readonly RegExp[] {
  const words = plainSpaces(sentence)
    .replaceAll('**', '')
    .split(/\{\{\w+\}\}/);
  if (words.join('').replace(/\P{L}/gu, '').length < FEWEST_LETTERS) return [];
  return [new RegExp(`^${words.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)];
}

/** The translator makes spaces before French signs unbreakable. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
