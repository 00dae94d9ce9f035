import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { describe, expect, it } from 'vitest';
import { answerFrame } from '../../dialogs/index.ts';
import { fr } from '../../locales/fr/index.ts';
import { readFeedback } from '../../src/feedback.ts';
import { compactFrame, emptyFrame, readFrame } from '../../src/frame.ts';
import { cards, everyCard, knowledge, maps, type Specimen } from '../gallery/draw-all.ts';
import { isJson, objectsOf, plainLines, splitPictures, visibleStrings } from '../gallery/read-card.ts';

// Its ESM build lacks file endings, so Node loads the bundle.
const adaptiveCards: typeof AdaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');
const MOST_BYTES = 20 * 1024;
const ACTIONS = new Set(['Action.Submit', 'Action.OpenUrl']);
const JUDGEMENTS = new Set([fr['feedback.yes'], fr['feedback.no']].map(String));
const VAGUE_LINKS = /^(voir|ici|lien|site|en savoir plus|cliquez ici|read more|here)$/i;

/** What is wrong with French typography or grammar in a line; each rule with its name. */
const FAULTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a straight apostrophe', /'/],
  ['straight quotation marks', /"/],
  ['an ordinary space before « : ; ? ! »', / [:;?!]/],
  ['no space before « ; ? ! »', /[^\s\u00a0\u202f?!…][;?!](?!\S*\))/],
  ['an ordinary space inside « »', /« | »/],
  ['a doubled space', /[ \u00a0]{2}/],
  ['a doubled point', /(?<!\.)\.\.(?!\.)/],
  ['a point after another sign', /[?!:;,]\./],
  ['« de le »', /(?<![\p{L}])(?:de le|de les|à le|à les|en le|en les) (?![\p{L}-]+[ert] )/iu],
  ['a missing elision', /(?<![\p{L}])(?:de|le|la|que|se|ne) (?=[aeiouàâéèêëîïôû]\p{Ll})(?!onz|oui)/u],
];

describe('every card that the data allows', () => {
  const specimens = [...everyCard('fr')];

  it('is drawn from thousands of questions', () => {
    expect(specimens.length).toBeGreaterThan(5000);
  });

  it('is an Adaptive Card 1.5 without a fault for Microsoft’s own parser', () => {
    expect(faults(specimens, parseFaults)).toEqual([]);
  });

  it('fits into 20 KB', () => {
    expect(
      faults(specimens, ({ drawn }) => (sizeOf(drawn.card) > MOST_BYTES ? [`${sizeOf(drawn.card)} bytes`] : [])),
    ).toEqual([]);
  });

  it('of contacts, the longest in daily use, stays under 10 KB, and half of all cards under 4', () => {
    const sizes = specimens.map(({ answer, drawn }) => ({ kind: answer.kind, size: sizeOf(drawn.card) }));
    const contacts = sizes.filter(({ kind }) => kind === 'contacts').map(({ size }) => size);
    expect(Math.max(...contacts)).toBeLessThan(10 * 1024);
    const sorted = sizes.map(({ size }) => size).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(4 * 1024);
  });

  it('wraps all text, fixes no width, names every button and links only to the web', () => {
    expect(faults(specimens, ruleFaults)).toEqual([]);
  });

  it('opens with a heading, and says the same in its text', () => {
    expect(faults(specimens, parityFaults)).toEqual([]);
  });

  it('with a map names each of its territories in the alternative text, and beside its number when there are several', () => {
    expect(faults(specimens, mapFaults)).toEqual([]);
    expect(specimens.filter(({ drawn }) => splitPictures(drawn.card).pictures.length > 0).length).toBeGreaterThan(200);
  });

  it('with facts can be judged by one tap, and no other card', () => {
    const judged = (card: unknown) => [...objectsOf(card)].filter((object) => isJson(object.feedback)).length;
    const hasFacts = ({ answer }: Specimen) =>
      !['which', 'clarify', 'nodata', 'offtopic', 'smalltalk', 'welcome'].includes(answer.kind);
    expect(
      faults(specimens, (one) => (judged(one.drawn.card) === (hasFacts(one) ? 2 : 0) ? [] : [one.answer.kind])),
    ).toEqual([]);
  });

  it('reads as French typography asks', () => {
    expect(faults(specimens, typographyFaults)).toEqual([]);
  });

  it('carries in each button a whole question that reads back as it was', () => {
    expect(faults(specimens, buttonFaults)).toEqual([]);
  });
});

describe('every card in English', () => {
  it('is complete: no key is missing and no hole is left open', () => {
    const open = faults([...everyCard('en')], ({ drawn }) => (/\{\{|\}\}/.test(drawn.text) ? [drawn.text] : []));
    expect(open).toEqual([]);
  });

  it('says that the facts are in French', () => {
    const [answer] = answerFrame({ ...emptyFrame('contacts'), territories: ['region-bretagne'] }, knowledge);
    expect(cards.draw(answer, null, 'en').text).toContain('The facts are given in French');
  });
});

/** The first faults found, each with the question it came from. */
function faults(specimens: readonly Specimen[], find: (specimen: Specimen) => readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const specimen of specimens) {
    found.push(...find(specimen).map((fault) => `${specimen.path}: ${fault}`));
    if (found.length > 20) break;
  }
  return found;
}

function sizeOf(card: unknown): number {
  return Buffer.byteLength(JSON.stringify(card));
}

function parseFaults({ drawn }: Specimen): readonly string[] {
  const card = new adaptiveCards.AdaptiveCard();
  const context = new adaptiveCards.SerializationContext(adaptiveCards.Versions.v1_5);
  card.parse(drawn.card, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

function ruleFaults({ drawn }: Specimen): readonly string[] {
  const found: string[] = [];
  for (const object of objectsOf(drawn.card)) {
    const type = typeof object.type === 'string' ? object.type : '';
    if (type === 'TextBlock' && (object.wrap !== true || !object.text)) found.push(`text not wrapped: ${object.text}`);
    if (type === 'Image' && !object.altText) found.push('a picture without alternative text');
    if (typeof object.width === 'string' && object.width.endsWith('px')) found.push(`fixed width ${object.width}`);
    if (type.startsWith('Action.')) {
      if (!ACTIONS.has(type)) found.push(`${type} is not drawn everywhere`);
      if (typeof object.title !== 'string' || VAGUE_LINKS.test(object.title))
        found.push(`vague button ${object.title}`);
      if (type === 'Action.OpenUrl' && !/^https?:\/\//.test(String(object.url))) found.push(`bad link ${object.url}`);
    }
  }
  const { actions } = drawn.card ?? {};
  if (Array.isArray(actions) && actions.length > 6) found.push(`${actions.length} buttons, Teams draws 6`);
  return found;
}

function parityFaults({ drawn }: Specimen): readonly string[] {
  const text = plainLines(drawn.text.replaceAll('\n', '\r').replaceAll('• ', '')).join('\n').toLowerCase();
  // A map says in a picture what the text says in words, and a text has no buttons to judge it by.
  const missing = [...visibleStrings(splitPictures(drawn.card).rest)]
    .filter((line) => !JUDGEMENTS.has(line))
    .flatMap(plainLines)
    .filter((line) => !text.includes(line.replace(/ :$/, '').toLowerCase()));
  const [first] = [...objectsOf(drawn.card)].filter((object) => object.type === 'TextBlock');
  return [
    ...(first?.style === 'heading' ? [] : ['no heading first']),
    ...missing.filter((line) => line !== 'Sources').map((line) => `only in the card: ${line}`),
  ];
}

function mapFaults({ drawn }: Specimen): readonly string[] {
  return splitPictures(drawn.card).pictures.flatMap((picture) => {
    const [image, caption] = [...objectsOf(picture.items)];
    const request = maps.read(new URL(String(image?.url)).searchParams);
    if (request === null) return [`a map that cannot be drawn: ${image?.url}`];
    const names = request.territories.map((id) => knowledge.territory(id)?.name ?? id);
    const legend = names.map((name, at) => `**${at + 1}** ${name}`);
    return [
      ...names.filter((name) => !String(image?.altText).includes(name)),
      ...legend.filter((line) => names.length > 1 && !String(caption?.text).includes(line)),
      ...(String(caption?.text).includes('CC BY 4.0') ? [] : ['no credit']),
    ];
  });
}

function typographyFaults({ drawn }: Specimen): readonly string[] {
  const lines = drawn.text.split('\n').map((line) => line.replace(/https?:\/\/\S+/g, ''));
  return lines.flatMap((line) =>
    FAULTS.filter(([, pattern]) => pattern.test(line)).map(([name]) => `${name} in « ${line} »`),
  );
}

function buttonFaults({ drawn }: Specimen): readonly string[] {
  const found: string[] = [];
  for (const object of objectsOf(drawn.card)) {
    if (object.type !== 'Action.Submit' || !isJson(object.data)) continue;
    if ('feedback' in object.data) {
      if (readFeedback(object.data.feedback) === null) found.push('an unreadable feedback');
      continue;
    }
    const { msteams, cardAction } = object.data;
    if (JSON.stringify(msteams) !== JSON.stringify(cardAction) || !isJson(msteams))
      found.push('Teams and Web Chat differ');
    else if (isJson(msteams.value)) {
      const frame = readFrame(msteams.value.frame);
      if (frame === null) found.push(`unreadable frame ${JSON.stringify(msteams.value)}`);
      else if (JSON.stringify(compactFrame(frame)) !== JSON.stringify(msteams.value.frame)) found.push('frame changed');
      else if (cards.word(frame, 'fr') !== msteams.text)
        found.push(`says « ${msteams.text} » but asks another question`);
    }
  }
  return found;
}
