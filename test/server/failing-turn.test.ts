import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { createLog } from '../../src/server/log.ts';
import { type Running, start } from '../../src/start.ts';
import { openStream } from '../cluster/open-stream.ts';
import { message, post } from './start-bot.ts';

const BREAKING = 'une question qui casse tout';
const APOLOGY = /^Désolé|excuse/i;

let bot: Running;
let url: string;
beforeAll(async () => {
  const config = readConfig({ PORT: '0', STORE_URL: 'memory:', LOG_LEVEL: 'silent' });
  const assistant = createAssistant(config);
  const breaking: typeof assistant = {
    ...assistant,
    turn(question, context) {
      if (question.text === BREAKING) throw new Error('broken');
      return assistant.turn(question, context);
    },
  };
  bot = await start(config, () => breaking, createLog('silent'));
  url = `http://localhost:${bot.port}`;
});
afterAll(() => bot.stop());

describe('a turn that fails', () => {
  it('is excused in French, leaves the context as it was, and is counted', async () => {
    const ask = async (text: string, id: string): Promise<string> =>
      (await post(url, message(text, { id }))).replies[0]?.text ?? '';
    await ask('Qui contacter en Bretagne ?', '1');
    expect(await ask(BREAKING, '2')).toMatch(APOLOGY);
    // It was not answered: the same delivery is tried again.
    expect(await ask(BREAKING, '2')).toMatch(APOLOGY);
    expect(await ask('et en Normandie ?', '3')).toMatch(/^Contacts · Région Normandie/);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^bot_turn_failures_total 2$/m);
  });

  it('does the same in the chat, and the next question is answered', async () => {
    const stream = await openStream(url);
    await stream.ask('Qui contacter en Bretagne ?', 1);
    expect(await stream.ask(BREAKING, 1)).toEqual([expect.stringMatching(APOLOGY)]);
    expect(await stream.ask('et en Normandie ?', 1)).toEqual([expect.stringMatching(/^Contacts · Région Normandie/)]);
    stream.close();
  });
});
