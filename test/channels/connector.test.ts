import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnector } from '../../src/channels/connector.ts';
import { type ConnectorPeer, createConnectorPeer } from './teams/connector-peer.ts';

let peer: ConnectorPeer;
let waits: number[];
let asked: boolean[];
beforeEach(async () => {
  peer = await createConnectorPeer();
  waits = [];
  asked = [];
});
afterEach(() => peer.stop());

const ACTIVITY = { type: 'message', text: 'Bonjour' };

function connect(limits: { sendWithinMs?: number; attemptWithinMs?: number } = {}) {
  return createConnector({
    authorize: (afresh) => {
      asked.push(afresh);
      return Promise.resolve(afresh ? 'Bearer new' : 'Bearer old');
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    ...limits,
  });
}

function destination(serviceUrl = peer.serviceUrl) {
  return { serviceUrl, conversation: 'a:1;messageid=2', replyTo: 'f:3/4', key: 'key' };
}

const unsure = async (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => 'sent',
    (error: unknown) => (error instanceof Error && 'isUnsure' in error ? error.isUnsure : error),
  );

describe('a reply', () => {
  it('goes to the address of its conversation, signed, and its id comes back', async () => {
    expect(await connect().send(ACTIVITY, destination())).toBe('sent-1');
    expect(peer.sent[0]).toMatchObject({
      path: '/emea/v3/conversations/a%3A1%3Bmessageid%3D2/activities/f%3A3%2F4',
      activity: ACTIVITY,
      headers: { authorization: 'Bearer old', 'idempotency-key': 'key' },
    });
  });

  it('to no activity in particular goes to the conversation, whether or not the address ends with a slash', async () => {
    await connect().send(ACTIVITY, { ...destination(peer.serviceUrl.slice(0, -1)), replyTo: undefined });
    expect(peer.sent[0]?.path).toBe('/emea/v3/conversations/a%3A1%3Bmessageid%3D2/activities');
  });
});

describe('a service in trouble', () => {
  for (const status of [429, 500, 502, 503, 504, 412]) {
    it(`(${status}) is asked again, later each time, with the same key`, async () => {
      peer.answers.push({ status }, { status });
      expect(await connect().send(ACTIVITY, destination())).toBe('sent-3');
      expect(peer.sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['key', 'key', 'key']);
      const [first = 0, second = 0] = waits;
      expect(first).toBeGreaterThanOrEqual(300);
      expect(second).toBeGreaterThan(first);
    });
  }

  it('that says when to come back is asked then', async () => {
    peer.answers.push({ status: 429, headers: { 'retry-after': '2' } });
    await connect().send(ACTIVITY, destination());
    expect(waits).toEqual([2000]);
  });

  it('that asks for more patience than there is is given up at once', async () => {
    peer.answers.push({ status: 429, headers: { 'retry-after': '3600' } });
    expect(await unsure(connect().send(ACTIVITY, destination()))).toBe(false);
    expect([peer.sent.length, waits]).toEqual([1, []]);
  });

  it('that stays in trouble is given up within the time set, and nothing arrived', async () => {
    const sending = createConnector({ authorize: () => Promise.resolve(null), sendWithinMs: 700 });
    peer.answers.push(...Array.from({ length: 20 }, () => ({ status: 503 })));
    expect(await unsure(sending.send(ACTIVITY, destination()))).toBe(false);
    expect(peer.sent.length).toBeLessThan(5);
  });

  it('that refuses for good (400, 403, 404, 413) is not asked again', async () => {
    for (const status of [400, 403, 404, 413]) {
      peer.answers.push({ status });
      expect(await unsure(connect().send(ACTIVITY, destination()))).toBe(false);
    }
    expect(peer.sent).toHaveLength(4);
  });

  it('that no longer takes the token gets a new one, once', async () => {
    peer.answers.push({ status: 401 });
    expect(await connect().send(ACTIVITY, destination())).toBe('sent-2');
    expect(peer.sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    peer.answers.push({ status: 401 }, { status: 401 });
    expect(await unsure(connect().send(ACTIVITY, destination()))).toBe(false);
    expect(peer.sent).toHaveLength(4);
  });

  it('that sends elsewhere is not followed there with the token', async () => {
    const other = await createConnectorPeer();
    peer.answers.push({ status: 307, headers: { location: other.serviceUrl } });
    expect(await unsure(connect().send(ACTIVITY, destination()))).toBe(false);
    expect(other.sent).toEqual([]);
    await other.stop();
  });

  it('that never answers is left in time, and not asked again: the reply may have arrived', async () => {
    peer.answers.push(null);
    expect(await unsure(connect({ attemptWithinMs: 60 }).send(ACTIVITY, destination()))).toBe(true);
    expect(peer.sent).toHaveLength(1);
  });

  it('that cannot be reached is asked again, and nothing arrived', async () => {
    const gone = await createConnectorPeer();
    await gone.stop();
    expect(await unsure(connect({ sendWithinMs: 400 }).send(ACTIVITY, destination(gone.serviceUrl)))).toBe(false);
  });

  it('whose token does not come in time is left, and nothing was sent', async () => {
    const { send } = createConnector({ authorize: () => new Promise(() => undefined), sendWithinMs: 40 });
    expect(await unsure(send(ACTIVITY, destination()))).toBe(false);
    expect(peer.sent).toEqual([]);
  });
});
