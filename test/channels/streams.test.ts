import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createStreams, type Streams } from '../../src/channels/direct-line/streams.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

const CONVERSATION = 'conversation';
/** Short enough to see several within a test; what is waited for are events, not times. */
const PING_EVERY_MS = 40;

let store: Store;
let streams: Streams;
let http: Server;

beforeEach(async () => {
  store = await openStore({ kind: 'memory' }, { keepMs: 60_000, mostMb: 100, say: () => undefined });
  await store.open(CONVERSATION, [{ type: 'message', text: 'bonjour' }]);
  streams = createStreams(store, { most: 10, mostPerAddress: 10 }, () => undefined, PING_EVERY_MS);
  http = createServer();
  http.on('upgrade', (request, socket, head) => {
    streams.open(request, socket, head, { conversation: CONVERSATION, after: 0, address: null });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  streams.close();
  await new Promise((resolve) => http.close(resolve));
  await store.close();
});

function connect(options: { autoPong: boolean }): WebSocket {
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return new WebSocket(`ws://127.0.0.1:${port}`, options);
}

describe('the sign of life of a stream', () => {
  it('cuts off a client that no longer answers, and leaves those alone that do', async () => {
    const silent = connect({ autoPong: false });
    const lively = connect({ autoPong: true });
    const heard: string[] = [];
    lively.on('message', (data) => heard.push(String(data)));
    const cut = new Promise<number>((resolve) => silent.on('close', resolve));
    let pings = 0;
    const pinged = new Promise<void>((resolve) => {
      lively.on('ping', () => {
        pings += 1;
        if (pings === 4) resolve();
      });
    });
    expect(await cut).toBe(1006);
    await pinged;
    expect([lively.readyState, streams.size]).toEqual([WebSocket.OPEN, 1]);
    const told = new Promise<void>((resolve) => lively.once('message', () => resolve()));
    await store.append(CONVERSATION, { type: 'message', text: 'encore' }, { key: null, awaits: false });
    await told;
    expect(heard.map((set) => JSON.parse(set).watermark)).toEqual(['1', '2']);
    lively.terminate();
  });
});

describe('a client that takes nothing', () => {
  it('is cut off once 4 MB wait for it, is told to come back, and gets the rest then', async () => {
    streams.close();
    // Nobody asks for signs of life meanwhile.
    streams = createStreams(store, { most: 10, mostPerAddress: 10 }, () => undefined, 60_000);
    const client = connect({ autoPong: true });
    const closed = new Promise<number>((resolve) => client.on('close', resolve));
    let [watermark, given] = ['0', 0];
    client.on('message', (data) => {
      const heard = JSON.parse(String(data));
      [watermark, given] = [heard.watermark, given + heard.activities.length];
    });
    await new Promise((resolve) => client.once('open', resolve));
    client.pause();
    // The system takes some megabytes by itself.
    const activities = 300;
    for (let count = 0; count < activities; count += 1) {
      await store.append(CONVERSATION, { type: 'message', text: 'x'.repeat(100_000) }, { key: null, awaits: false });
    }
    client.resume();
    expect(await closed).toBe(1013);
    expect(given).toBeLessThan(activities);
    expect(await store.read(CONVERSATION, Number(watermark), activities)).toHaveLength(activities + 1 - given);
  });
});
