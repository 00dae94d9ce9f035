import { describe, expect, it } from 'vitest';
import type { Frame } from '../src/answer.ts';
import { compactFrame, emptyFrame, frameFromPath, frameToPath, readFrame } from '../src/frame.ts';

const FULL: Frame = {
  ...emptyFrame('theme'),
  themes: ['vieillissement', 'numerique'],
  places: ['commune-2A004'],
  waves: [1],
  kinds: ['région', 'outre-mer'],
  without: { territories: ['roubaix'], themes: ['sport'], places: ['region-76'] },
  wide: true,
  count: true,
  page: 2,
};

describe('a frame in a button', () => {
  it('carries only what says something, and reads back whole', () => {
    expect(compactFrame({ ...emptyFrame('contacts'), territories: ['figeac'] })).toEqual({
      intent: 'contacts',
      territories: ['figeac'],
    });
    expect(readFrame(compactFrame(FULL))).toEqual(FULL);
    expect(readFrame(JSON.parse(JSON.stringify(compactFrame(FULL))))).toEqual(FULL);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['words', 'contacts'],
    ['a list', ['contacts']],
    ['no intent', { territories: ['figeac'] }],
    ['an unknown intent', { intent: 'delete' }],
    ['an unknown part', { intent: 'contacts', admin: true }],
    ['an inherited part', { intent: 'contacts', constructor: {} }],
    ['an id that is no id', { intent: 'contacts', territories: ['../etc'] }],
    ['an id that is a number', { intent: 'contacts', territories: [1] }],
    ['an id of 101 letters', { intent: 'contacts', territories: ['a'.repeat(101)] }],
    ['one id twice', { intent: 'contacts', territories: ['figeac', 'figeac'] }],
    ['nine ids', { intent: 'contacts', territories: [...'abcdefghi'] }],
    ['a list that is none', { intent: 'contacts', territories: 'figeac' }],
    ['a wave that never was', { intent: 'list', waves: [3] }],
    ['a kind that is none', { intent: 'list', kinds: ['commune'] }],
    ['a topic that is none', { intent: 'label', topics: ['prix'] }],
    ['a page before the first', { intent: 'list', page: -1 }],
    ['half a page', { intent: 'list', page: 0.5 }],
    ['a flag that is a word', { intent: 'theme', wide: 'yes' }],
    ['an unknown exclusion', { intent: 'list', without: { people: ['x'] } }],
    ['an exclusion that is a list', { intent: 'list', without: ['roubaix'] }],
  ])('is refused when it is %s', (_, value) => {
    expect(readFrame(value)).toBeNull();
  });
});

describe('the permanent link of a question', () => {
  it('can be read by people', () => {
    expect(frameToPath({ ...emptyFrame('contacts'), territories: ['region-bretagne'] })).toBe(
      '/q/contacts/territoire.region-bretagne',
    );
    expect(frameToPath({ ...emptyFrame('theme'), themes: ['vieillissement'], kinds: ['région'] })).toBe(
      '/q/theme/theme.vieillissement,type.region',
    );
    expect(frameToPath(emptyFrame('list'))).toBe('/q/list/-');
  });

  it('needs no escaping and reads back as the same question', () => {
    const path = frameToPath(FULL);
    expect(encodeURI(path)).toBe(path);
    expect(frameFromPath(path)).toEqual(FULL);
  });

  it.each([
    '/',
    '/q/contacts',
    '/q/contacts/',
    '/q/nothing/-',
    '/q/contacts/territoire',
    '/q/contacts/territoire.',
    '/q/contacts/admin.oui',
    '/q/contacts/constructor.x',
    '/q/contacts/__proto__.x',
    '/q/contacts/territoire.a,territoire.a',
    '/q/contacts/territoire.a/b',
    '/q/list/page.1',
    '/q/list/page.x',
    '/q/list/vague.3',
    '/q/list/type.commune',
    '/q/theme/type.region,theme.sport',
  ])('is refused when it is %s', (path) => {
    expect(frameFromPath(path)).toBeNull();
  });
});
