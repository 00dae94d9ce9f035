/**
 * What Teams sends, in the shapes that the Agents Playground and Teams use; the people, the team and the ids are
 * invented.
 */
export type Shape = Readonly<Record<string, unknown>>;

export const BOT = { id: '28:11111111-2222-3333-4444-555555555555', name: 'Territoires French Impact' };
const PERSON = {
  id: '29:1-invented-person',
  name: 'Camille Exemple',
  aadObjectId: '0a0a0a0a-1111-2222-3333-444444444444',
};
const TENANT = { id: 'eeeeeeee-1111-2222-3333-444444444444' };
export const TEAM = { id: '19:inventedteam@thread.tacv2', name: 'Équipe ESS' };
const CHANNEL = { id: '19:inventedchannel@thread.tacv2' };

let count = 0;

/** What is common to all that Teams sends. */
function base(type: string, conversation: Shape, channelData: Shape = {}): Record<string, unknown> {
  count += 1;
  return {
    type,
    id: `17642${String(count).padStart(8, '0')}`,
    timestamp: '2026-11-23T10:23:59.561Z',
    channelId: 'msteams',
    from: PERSON,
    recipient: BOT,
    conversation: { tenantId: TENANT.id, ...conversation },
    channelData: { tenant: TENANT, ...channelData },
  };
}

function clientInfo(locale: string): Shape {
  return { type: 'clientInfo', locale, country: 'FR', platform: 'Windows', timezone: 'Europe/Paris' };
}

/** The three places where people talk, each new with each call. */
export const PLACES = {
  personal: () => ({ conversationType: 'personal', id: `a:personal-${++count}` }),
  group: () => ({ isGroup: true, conversationType: 'groupChat', id: `19:group-${++count}@thread.v2`, name: 'Projet' }),
  thread: () => ({ isGroup: true, conversationType: 'channel', id: `${CHANNEL.id};messageid=17642${++count}` }),
} as const;

/** Words of a person, in a personal chat unless another place is given. */
export function words(text: string, conversation: Shape = PLACES.personal(), rest: Shape = {}): Shape {
  const isThread = conversation.conversationType === 'channel';
  return {
    ...base('message', conversation, isThread ? { team: TEAM, channel: CHANNEL, teamsChannelId: CHANNEL.id } : {}),
    text,
    textFormat: 'plain',
    locale: 'en-US',
    localTimezone: 'Europe/Paris',
    entities: [clientInfo('en-US')],
    ...rest,
  };
}

/** Words that mention the bot, and perhaps a colleague. */
export function mention(text: string, conversation: Shape, colleague?: string): Shape {
  const at = (name: string, id: string): Shape => ({
    type: 'mention',
    mentioned: { id, name },
    text: `<at>${name}</at>`,
  });
  const others = colleague ? [at(colleague, '29:1-invented-colleague')] : [];
  return words(text, conversation, { entities: [at(BOT.name, BOT.id), ...others, clientInfo('fr-FR')] });
}

/** The press of a button whose data say `messageBack`. */
export function press(text: string, value: unknown, conversation: Shape = PLACES.personal(), rest: Shape = {}): Shape {
  return { ...words(text, conversation, rest), replyToId: '1764200000001', value };
}

/** The two ways in which Teams tells that the bot was installed; also for an uninstallation or an upgrade. */
export function installation(action: string, conversation: Shape, locale = 'fr-FR', channelData: Shape = {}): Shape {
  const source = { source: { name: 'message' }, settings: { selectedChannel: { id: conversation.id } } };
  return {
    ...base('installationUpdate', conversation, { ...source, ...channelData }),
    action,
    locale,
    entities: [{ type: 'clientInfo', locale }],
  };
}

export function members(change: Shape, conversation: Shape, channelData: Shape = {}): Shape {
  return { ...base('conversationUpdate', conversation, channelData), ...change };
}

/** Somebody who is not the bot. */
export const COLLEAGUE = { id: '29:1-invented-colleague', aadObjectId: '0b0b0b0b-1111-2222-3333-444444444444' };

/** Activities that ask for nothing. */
export const SILENT: Readonly<Record<string, () => Shape>> = {
  'a thumb up': () => ({
    ...base('messageReaction', PLACES.personal()),
    reactionsAdded: [{ type: 'like' }],
    replyToId: '1764200000001',
  }),
  'a thumb taken back': () => ({
    ...base('messageReaction', PLACES.personal()),
    reactionsRemoved: [{ type: 'like' }],
    replyToId: '1764200000001',
  }),
  'an edited message': () => ({
    ...base('messageUpdate', PLACES.personal(), { eventType: 'editMessage' }),
    text: 'Qui contacter en Bretagne ?',
    textFormat: 'plain',
  }),
  'a deleted message': () => base('messageDelete', PLACES.personal(), { eventType: 'softDeleteMessage' }),
  'a renamed channel': () => base('conversationUpdate', PLACES.thread(), { eventType: 'channelRenamed', team: TEAM }),
  'somebody who types': () => base('typing', PLACES.personal()),
  'an upgrade of the app': () => installation('add-upgrade', PLACES.personal()),
  'a read receipt': () => ({
    ...base('event', PLACES.personal()),
    name: 'application/vnd.microsoft.readReceipt',
    value: { lastReadMessageId: '1764200000001' },
  }),
  'a colleague who joins a team': () =>
    members({ membersAdded: [COLLEAGUE] }, PLACES.thread(), { eventType: 'teamMemberAdded', team: TEAM }),
  'a card that was dropped into the chat': () =>
    words('\n<span class="inline-compose-card" itemid="0"></span>\n', PLACES.personal(), {
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }],
    }),
};

/** What is typed in the search of the message box; `parameter` is how the field is called. */
export function search(typed: string, rest: Shape = {}, parameter = 'texte'): Shape {
  return invoke('composeExtension/query', {
    commandId: 'chercher',
    parameters: [{ name: parameter, value: typed }],
    queryOptions: { skip: 0, count: 25 },
    commandContext: 'compose',
    context: { theme: 'default' },
    ...rest,
  });
}

/** A link pasted into the message box. */
export function link(url: string, name = 'composeExtension/queryLink'): Shape {
  return invoke(name, { url });
}

export function invoke(name: string, value: unknown, locale = 'fr-FR'): Shape {
  return {
    ...base('invoke', PLACES.personal(), { source: { name: 'compose' } }),
    name,
    value,
    locale,
    entities: [clientInfo(locale)],
  };
}
