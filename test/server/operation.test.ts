import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type BotProcess, startProcess } from '../cluster/bot-process.ts';
import { message, post } from './start-bot.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');

let bot: BotProcess;
let metrics: string;
beforeAll(async () => {
  bot = await startProcess({ STORE_URL: 'memory:', LOG_LEVEL: 'info' });
  await post(bot.url, message('Qui contacter en Bretagne ?', { channelId: 'a channel\nof my own' }));
  await post(bot.url, message('je cherche une recette de cuisine'));
  metrics = await (await fetch(`${bot.url}/metrics`)).text();
});
afterAll(async () => {
  await bot.stop();
});

describe('the log', () => {
  it('has one line of JSON a turn, with versions and figures, and nothing that a caller chose', () => {
    const turns = bot
      .output()
      .split('\n')
      .filter((line) => line.includes('"msg":"turn"'))
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(turns).toHaveLength(2);
    const [turn = {}] = turns;
    expect(turn).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      conversation: expect.stringMatching(/^[\w-]{43}$/),
      channel: 'other',
      outcome: 'answer',
      intent: 'contacts',
      confidence: expect.any(Number),
      locale: 'fr',
      milliseconds: expect.any(Number),
      code: expect.stringMatching(/^\d+\.\d+\.\d+/),
      data: expect.stringMatching(/^[\da-f]+$/),
      msg: 'turn',
    });
    expect(turns[1]).toMatchObject({ outcome: 'offtopic', intent: null });
    expect(bot.output()).not.toMatch(/Bretagne|recette|of my own/);
  });
});

describe('/metrics', () => {
  it('counts turns by outcome and intent, times them, and tells of the store and the loop', () => {
    expect(metrics).toMatch(/^bot_turns_total\{outcome="answer",intent="contacts",channel="other"\} 1$/m);
    expect(metrics).toMatch(/^bot_turns_total\{outcome="offtopic",intent="none",channel="emulator"\} 1$/m);
    expect(metrics).toMatch(/^bot_turn_seconds_count 2$/m);
    expect(metrics).toMatch(/^http_request_seconds_count\{route="\/api\/messages"\} 2$/m);
    expect(metrics).toMatch(/^bot_open_streams 0$/m);
    expect(metrics).toMatch(/^bot_store_up 1$/m);
    expect(metrics).toMatch(/^bot_store_errors_total 0$/m);
    expect(metrics).toMatch(/^nodejs_eventloop_delay_p99_seconds [\d.e-]+$/m);
    expect(metrics).toMatch(/^bot_info\{code="[\d.]+",data="[\da-f]+"\} 1$/m);
  });

  const asked: readonly (readonly [string, string])[] = [
    ['the dashboard', readFileSync(join(DEPLOY, 'grafana.json'), 'utf8')],
    ['the alerts', readFileSync(join(DEPLOY, 'alertes.yml'), 'utf8')],
  ];
  for (const [what, text] of asked) {
    it(`gives all that ${what} ask for`, () => {
      const names = new Set(text.match(/\b(?:bot|http|process|nodejs)_[a-z0-9_]+/g));
      expect(names.size).toBeGreaterThan(5);
      expect([...names].filter((name) => !new RegExp(`^${name}\\b`, 'm').test(metrics))).toEqual([]);
    });
  }

  it('is drawn by a dashboard and judged by alerts that can be read', () => {
    const dashboard = JSON.parse(readFileSync(join(DEPLOY, 'grafana.json'), 'utf8'));
    expect(dashboard.panels.length).toBeGreaterThan(8);
    for (const { title, targets } of dashboard.panels) {
      expect(title).toBeTruthy();
      for (const { expr } of targets) expectBalanced(expr);
    }
    const { groups } = parse(readFileSync(join(DEPLOY, 'alertes.yml'), 'utf8'));
    const guide = readFileSync(join(DEPLOY, '../docs/exploitation.md'), 'utf8');
    for (const { alert, expr } of groups[0].rules) {
      expectBalanced(expr);
      expect(guide, alert).toContain(alert);
    }
  });
});

function expectBalanced(expression: string): void {
  for (const [open, close] of ['()', '{}', '[]']) {
    expect(expression.split(open ?? '').length, expression).toBe(expression.split(close ?? '').length);
  }
}
