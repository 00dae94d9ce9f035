import { describe, expect, it } from 'vitest';
import { readActivity } from '../../src/bot/read-activity.ts';
import { readContext } from '../../src/bot/read-context.ts';
import { readQuestion } from '../../src/bot/read-question.ts';
import { emptyFrame, readFrame } from '../../src/frame.ts';

function read(body: Record<string, unknown>) {
  const activity = readActivity({ type: 'message', recipient: { id: 'bot' }, ...body });
  if (activity === null) throw new Error('no activity');
  return readQuestion(activity, readFrame);
}

describe('the words of a question', () => {
  it('leave out the mention of the bot, wherever it stands', () => {
    const entities = [{ type: 'mention', text: '<at>Bot FI</at>', mentioned: { id: 'bot' } }];
    expect(read({ text: '<at>Bot FI</at> bonjour', entities }).text).toBe('bonjour');
    expect(read({ text: 'bonjour <at>Bot FI</at>', entities }).text).toBe('bonjour');
  });

  it('keep the mention of somebody else, without the tags of Teams', () => {
    const entities = [{ type: 'mention', text: '<at>Paul</at>', mentioned: { id: 'paul' } }];
    expect(read({ text: 'qui est <at>Paul</at> ?', entities, channelId: 'msteams' }).text).toBe('qui est Paul ?');
  });

  it('are decoded once when Teams wrote them as HTML', () => {
    expect(read({ text: 'R&amp;D&nbsp;? &amp;lt;', channelId: 'msteams' }).text).toBe('R&D ? &lt;');
    expect(read({ text: 'R&amp;D' }).text).toBe('R&amp;D');
  });

  it('stand as typed when an entity is no mention at all', () => {
    for (const entity of [{}, { type: 'mention' }, { type: 'mention', text: '', mentioned: { id: 'bot' } }]) {
      expect(read({ text: 'bonjour', entities: [entity] }).text).toBe('bonjour');
    }
  });

  it('are read as plain text, even when a mention looks like a pattern', () => {
    const entities = [{ type: 'mention', text: '.*(', mentioned: { id: 'bot' } }];
    expect(read({ text: '.*( défis', entities }).text).toBe('défis');
  });
});

describe('the language of a question', () => {
  it('is French, whatever the program of Teams or a test client speaks', () => {
    for (const channelId of ['msteams', 'emulator', undefined]) {
      expect(read({ text: 'x', locale: 'en-US', channelId }).locale).toBe('fr');
    }
  });

  it('is that of the page in the web chat', () => {
    expect(read({ text: 'x', locale: 'en-GB', channelId: 'directline' }).locale).toBe('en');
    expect(read({ text: 'x', locale: 'fr-FR', channelId: 'directline' }).locale).toBe('fr');
  });
});

describe('a pressed button', () => {
  it('gives its frame', () => {
    expect(read({ value: { frame: { intent: 'contacts', territories: ['region-bretagne'] } } }).frame).toEqual({
      ...emptyFrame('contacts'),
      territories: ['region-bretagne'],
    });
  });

  it('that says anything else gives none', () => {
    for (const value of ['a', 1, [], {}, { frame: null }, { frame: { intent: 'x' } }, { frame: [] }]) {
      expect(read({ value }).frame).toBeNull();
    }
  });
});

describe('a saved context', () => {
  const frame = { ...emptyFrame('contacts'), territories: ['region-bretagne'] };

  it('is read back whole', () => {
    const context = { last: [frame], choices: [frame], listed: ['figeac'], asked: true, locale: 'en' };
    expect(readContext(JSON.parse(JSON.stringify(context)), readFrame)).toEqual(context);
  });

  it('that another release wrote is read as far as it can be', () => {
    for (const value of [null, undefined, 'x', 5, [], { last: 'x', choices: 5, asked: 'yes', locale: 'de' }]) {
      expect(readContext(value, readFrame)).toEqual({ last: [], choices: [], listed: [], asked: false, locale: null });
    }
    expect(readContext({ last: [{ intent: 'gone' }, frame] }, readFrame).last).toEqual([frame]);
  });
});
