import { describe, expect, it } from 'vitest';
import { answerFrame } from '../../dialogs/index.ts';
import { fr } from '../../locales/fr/index.ts';
import type { Frame } from '../../src/answer.ts';
import { createCards } from '../../src/cards/index.ts';
import { readFrame } from '../../src/frame.ts';
import type { Fact, Source } from '../../src/records.ts';
import { createTranslator } from '../../src/translator.ts';
import { everyAnswer, everyCard, knowledge, translators } from '../gallery/draw-all.ts';
import { isJson, objectsOf, visibleStrings } from '../gallery/read-card.ts';

const HOLE = /\{\{\w+\}\}/g;
const ARTICLE = /^(?:de la |du |de l’|des |d’|de |la |le |les |l’)/;
const OWN_ARTICLE = /^(?:Le |La |Les |L’)/;
/** Joins two pieces of a list, each of which is judged alone. */
const CONJUNCTION = /^(?:et|ou)(?: |$)| (?:et|ou)$/;
const LIST = /, | et | ou /;
/** What a reader can see around facts and names that says nothing by itself. */
const SIGNS = /^[\s·,;:.()…•*«»\u00a0-]+|[\s·,;:.()…•*«»\u00a0-]+$/g;

describe('what a card says', () => {
  it('is either a sentence of the locales or a field of the dataset, never anything else', () => {
    // With every sentence emptied of its own words, only what fills the holes is left to see.
    const bare = createTranslator(
      'fr',
      Object.fromEntries(Object.entries(fr).map(([key, text]) => [key, holesOf(text)])),
    );
    const cards = createCards({ translators: { fr: bare, en: bare }, names: knowledge, publicUrl: null });
    const held = heldStrings();
    const strangers = new Set<string>();
    for (const { path, frame, answer } of everyAnswer()) {
      if (frame === null) continue;
      for (const text of visibleStrings(cards.draw(answer, null, 'fr').card)) {
        for (const piece of piecesOf(text)) if (!isHeld(piece, held)) strangers.add(`${path}: ${piece}`);
      }
    }
    expect([...strangers].slice(0, 20)).toEqual([]);
  });

  it('names a source of each fact at its foot, or behind « toutes les sources »', () => {
    const facts = knowledge.facts().filter((fact) => fact.text.length > 30);
    const orphans: string[] = [];
    for (const { path, drawn } of everyCard('fr')) {
      // A theme asked of one territory shows what the theme and the territory show already.
      if (/^\/q\/(?:theme|projects|challenges)\/territoire\..*theme\./.test(path)) continue;
      const text = drawn.text;
      const shown = facts.filter((fact) => text.includes(fact.text) && !sourcesIn(text, fact));
      if (shown.length === 0) continue;
      const behind = sourcesBehind(drawn.card);
      for (const fact of shown) {
        if (!fact.sources.some((source) => behind.has(source.id))) orphans.push(`${path}: ${fact.id}`);
      }
    }
    expect(orphans.slice(0, 20)).toEqual([]);
  });
});

function holesOf(text: string): string {
  return `⟦${(text.match(HOLE) ?? []).join('⟧⟦')}⟧`;
}

function piecesOf(text: string): readonly string[] {
  return text
    .replace(/\]\([^)]*\)/g, '⟧') // the address of a Markdown link
    .split(/[⟦⟧[\]\r]|\*\*/)
    .map((piece) => piece.replace(SIGNS, '').replace(CONJUNCTION, '').replace(SIGNS, ''))
    .filter((piece) => piece !== '');
}

function isHeld(piece: string, held: ReadonlySet<string>): boolean {
  const bare = (text: string) => text.replace(SIGNS, '');
  const isOne = (text: string) =>
    held.has(bare(text)) || held.has(bare(text).replace(ARTICLE, '')) || /^[\d\s\u202f]+$/.test(text);
  return isOne(piece) || piece.split(LIST).every(isOne);
}

/** Every string of the dataset, as it is and with its first letter small or capital, and every date in words. */
function heldStrings(): ReadonlySet<string> {
  const held = new Set<string>();
  const add = (text: string) => {
    const plain = text.replaceAll('[', '(').replaceAll(']', ')').replace(SIGNS, '');
    held.add(plain).add(plain.replace(OWN_ARTICLE, ''));
    held.add(plain.charAt(0).toLowerCase() + plain.slice(1));
    held.add(plain.charAt(0).toUpperCase() + plain.slice(1));
    for (const part of plain.split(LIST)) held.add(part.replace(SIGNS, ''));
    if (/^\d{4}(?:-\d\d){0,2}$/.test(text)) {
      const { date, on } = translators.fr;
      for (const words of [date(text), on(text)]) held.add(words).add(words.charAt(0).toUpperCase() + words.slice(1));
    }
  };
  const { territories, organisations, people, themes, terms, sources, label } = knowledge;
  for (const text of stringsOf({ territories, organisations, people, themes, terms, sources, label })) add(text);
  for (const { frame } of everyAnswer()) {
    for (const id of frame?.places ?? []) for (const text of stringsOf(knowledge.place(id))) add(text);
  }
  const codes = territories.flatMap(({ perimeter }) => [
    ...perimeter.regions.map((code) => `region-${code}`),
    ...perimeter.departements.map((code) => `departement-${code}`),
    ...perimeter.intercommunalites.map((code) => `epci-${code}`),
    ...perimeter.communes.map((code) => `commune-${code}`),
  ]);
  for (const id of codes) for (const text of stringsOf(knowledge.place(id))) add(text);
  return held;
}

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value) yield* stringsOf(one);
  else if (isJson(value)) for (const one of Object.values(value)) yield* stringsOf(one);
}

function sourcesIn(text: string, fact: Fact): boolean {
  return fact.sources.some((source) => text.includes(source.title.replaceAll('[', '(').replaceAll(']', ')')));
}

/** The ids of all sources that the card's own buttons lead to. */
function sourcesBehind(card: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  for (const object of objectsOf(card)) {
    if (object.type !== 'Action.Submit' || !isJson(object.data) || !isJson(object.data.msteams)) continue;
    const { value } = object.data.msteams;
    const frame = isJson(value) ? readFrame(value.frame) : null;
    if (frame?.intent === 'sources') for (const source of sourcesOf(frame)) found.add(source.id);
  }
  return found;
}

const answered = new Map<string, readonly Source[]>();

function sourcesOf(frame: Frame): readonly Source[] {
  const key = JSON.stringify(frame);
  const known = answered.get(key);
  if (known) return known;
  const [first] = answerFrame(frame, knowledge);
  const pages = first.kind === 'sources' ? first.pages : 0;
  const sources = Array.from({ length: pages }, (_, page) => answerFrame({ ...frame, page }, knowledge)[0]).flatMap(
    (answer) => (answer.kind === 'sources' ? answer.sources : []),
  );
  answered.set(key, sources);
  return sources;
}
