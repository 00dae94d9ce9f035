import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BOT,
  COLLEAGUE,
  installation,
  members,
  mention,
  PLACES,
  press,
  type Shape,
  SILENT,
  TEAM,
  words,
} from './activities.ts';
import { startTeams, type Teams } from './start-teams.ts';

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());
beforeEach(() => {
  teams.peer.sent.splice(0);
  teams.failures.splice(0);
});

/** Posts activities one after the other; gives what the bot sent meanwhile. */
async function say(...activities: readonly Shape[]) {
  const from = teams.peer.sent.length;
  for (const activity of activities) expect((await teams.post(activity)).status).toBe(200);
  return teams.peer.sent.slice(from);
}

function cardOf(activity: Shape | undefined): string {
  return JSON.stringify(activity?.attachments ?? '');
}

describe('a question', () => {
  it('alone with the bot gets one card, its words as the summary, signed as the bot', async () => {
    const [sent, ...more] = await say(words('Qui contacter en Bretagne ?'));
    expect(more).toEqual([]);
    expect(sent?.headers.authorization).toBe('Bearer token-of-the-bot');
    expect(sent?.activity).toMatchObject({ type: 'message', channelId: 'msteams', locale: 'fr-FR' });
    expect(sent?.activity.text).toBeUndefined();
    expect(sent?.activity.summary).toMatch(/^Contacts · Région Bretagne\n/);
    expect(cardOf(sent?.activity)).toContain('CRESS Bretagne');
  });

  it('is answered in French although the Teams of the person is in English', async () => {
    const [sent] = await say(words('quels défis en Normandie', PLACES.personal()));
    expect(sent?.activity.summary).toMatch(/^Défis · Région Normandie/);
  });

  it('of several parts gets its cards in one post', async () => {
    const sent = await say(words('Qui contacter en Bretagne ? Quels défis en Normandie ?'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.activity.attachments).toHaveLength(2);
    expect(sent[0]?.activity.attachmentLayout).toBe('list');
    expect(JSON.stringify(sent[0]?.activity).length).toBeLessThan(80_000);
  });

  it('in a group loses the mention of the bot, and only that', async () => {
    const [sent] = await say(mention(`<at>${BOT.name}</at> qui contacter en Bretagne ?`, PLACES.group()));
    expect(sent?.activity.summary).toMatch(/^Contacts · Région Bretagne/);
    const [other] = await say(
      mention(`<at>${BOT.name}</at> <at>Bretagne</at> quels défis ?`, PLACES.group(), 'Bretagne'),
    );
    expect(other?.activity.summary).toMatch(/^Défis · Région Bretagne/);
  });

  it('in a channel is answered in its thread, and followed up there', async () => {
    const thread = PLACES.thread();
    const first = mention(`<at>${BOT.name}</at>&nbsp;Qui contacter en Bretagne ?`, thread);
    const sent = await say(first, mention(`et en Normandie ? <at>${BOT.name}</at>`, thread));
    expect(sent[0]?.path).toBe(
      `/emea/v3/conversations/${encodeURIComponent(thread.id)}/activities/${encodeURIComponent(String(first.id))}`,
    );
    expect(sent[0]?.activity).toMatchObject({ replyToId: first.id, conversation: { id: thread.id } });
    expect(sent[1]?.activity.summary).toMatch(/^Contacts · Région Normandie/);
    const [elsewhere] = await say(mention(`<at>${BOT.name}</at> et en Normandie ?`, PLACES.thread()));
    expect(elsewhere?.activity.summary).not.toMatch(/^Contacts/);
  });

  it('with the entities and tags that Teams writes is read as it was typed', async () => {
    const typed = '<div>Qui contacter&nbsp;en <b>Bretagne</b> &amp; o&ugrave; l&#39;ESS&#x20;avance&nbsp;?</div>';
    const [sent] = await say(words(typed));
    expect(sent?.activity.summary).toContain('Région Bretagne');
  });

  it('that Teams delivers twice is answered once', async () => {
    const activity = words('Qui contacter en Bretagne ?');
    expect(await say(activity, activity)).toHaveLength(1);
  });

  it('without a word, only emoji or a picture, is answered politely', async () => {
    for (const activity of [
      words(''),
      words('👍🏽'),
      words('', PLACES.personal(), { attachments: [{ contentType: 'image/png', contentUrl: 'https://exemple.fr/a' }] }),
    ]) {
      expect(await say(activity)).toHaveLength(1);
    }
    expect(teams.failures).toEqual([]);
  });
});

describe('a pressed button', () => {
  const value = { frame: { intent: 'contacts', territories: ['region-bretagne'] } };
  const pressed: readonly [string, unknown][] = [
    ['its value', value],
    ['the text of its value', JSON.stringify(value)],
    ['all that it holds', { msteams: { type: 'messageBack', text: 'Qui contacter ?', value }, cardAction: {} }],
  ];
  for (const [situation, sent] of pressed) {
    it(`that sends ${situation} asks its whole question`, async () => {
      const [answer] = await say(press('', sent));
      expect(answer?.activity.summary).toMatch(/^Contacts · Région Bretagne/);
    });
  }

  it('is on the card as messageBack, so that Teams shows the words of the question as those of the person', async () => {
    const [sent] = await say(words('Qui contacter en Bretagne ?'));
    const data = /"data":\{"msteams":(\{.*?\}\}\})/.exec(cardOf(sent?.activity))?.[1] ?? '{}';
    expect(JSON.parse(data)).toMatchObject({
      type: 'messageBack',
      text: expect.stringContaining('?'),
      displayText: expect.stringContaining('?'),
      value: { frame: { intent: expect.any(String) } },
    });
  });

  it('of an English card is answered in English', async () => {
    const [sent] = await say(press('Who to contact?', { ...value, locale: 'en' }));
    expect(sent?.activity.locale).toBe('en-GB');
  });

  it('that was tampered with is read as no button', async () => {
    const [sent] = await say(press('Qui contacter en Bretagne ?', '{"frame":{"intent":"__proto__"}}'));
    expect(sent?.activity.summary).toMatch(/^Contacts/);
    for (const broken of ['{', '[]', 'null', 7, [1]]) expect(await say(press('bonjour', broken))).toHaveLength(1);
  });
});

describe('an installation', () => {
  const added = { membersAdded: [{ id: BOT.id }] };
  const inTeam = { team: TEAM, eventType: 'teamMemberAdded' };

  it('is greeted exactly once for one person, whichever event comes first', async () => {
    for (const turn of [0, 1]) {
      const place = PLACES.personal();
      const events = [installation('add', place), members(added, place)];
      const sent = await say(...(turn === 0 ? events : events.reverse()));
      expect(sent).toHaveLength(1);
      expect(cardOf(sent[0]?.activity)).toContain('Bonjour');
    }
  });

  it('is greeted exactly once when both events come at the same moment', async () => {
    const place = PLACES.group();
    await Promise.all([teams.post(installation('add', place)), teams.post(members(added, place))]);
    expect(teams.peer.sent).toHaveLength(1);
  });

  it('in a group or a team says how to be heard, in the card', async () => {
    const group = PLACES.group();
    const [inGroup] = await say(installation('add', group));
    expect(inGroup?.activity.text).toBeUndefined();
    expect(cardOf(inGroup?.activity)).toContain(`Mentionnez @${BOT.name}`);
    const [alone] = await say(installation('add', PLACES.personal()));
    expect(cardOf(alone?.activity)).not.toContain('Mentionnez');
  });

  it('in a team is greeted once, whichever channel tells of it', async () => {
    const team = { ...inTeam, team: { ...TEAM, id: '19:another@thread.tacv2' } };
    const sent = await say(
      members(added, PLACES.thread(), team),
      installation('add', PLACES.thread(), 'fr-FR', { team: team.team }),
    );
    expect(sent).toHaveLength(1);
  });

  it('after an uninstallation is greeted again, once', async () => {
    const place = PLACES.personal();
    const sent = await say(
      installation('add', place),
      installation('remove', place),
      installation('add', place),
      members(added, place),
    );
    expect(sent).toHaveLength(2);
    const group = PLACES.group();
    const left = { membersRemoved: [{ id: BOT.id }] };
    expect(await say(members(added, group), members(left, group), members(added, group))).toHaveLength(2);
  });

  it('speaks the language of the person’s Teams', async () => {
    const [sent] = await say(installation('add', PLACES.personal(), 'en-GB'));
    expect(sent?.activity.locale).toBe('en-GB');
    expect(cardOf(sent?.activity)).toContain('Hello');
  });

  it('of somebody else in a group is not greeted', async () => {
    const group = PLACES.group();
    expect(await say(members({ membersAdded: [COLLEAGUE] }, group))).toEqual([]);
    expect(await say(members({ membersRemoved: [COLLEAGUE] }, group))).toEqual([]);
  });

  it('whose greeting cannot be delivered is greeted at the next event', async () => {
    const place = PLACES.personal();
    teams.peer.answers.push({ status: 403 });
    expect((await teams.post(installation('add', place))).status).toBe(503);
    const [sent] = await say(members(added, place));
    expect(cardOf(sent?.activity)).toContain('Bonjour');
  });
});

describe('what asks for nothing is taken with 200 and left alone', () => {
  for (const [situation, activity] of Object.entries(SILENT)) {
    it(situation, async () => {
      expect(await say(activity())).toEqual([]);
      expect(teams.failures).toEqual([]);
    });
  }
});
