import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EMPTY_CONTEXT } from '../src/answer.ts';
import { readConfig } from '../src/config.ts';
import { createAssistant } from '../src/create-assistant.ts';
import { createReloadable, watchFolder } from '../src/reload.ts';
import { createLog } from '../src/server/log.ts';
import { start } from '../src/start.ts';

const home = mkdtempSync(join(tmpdir(), 'relecture-'));
const dir = join(home, 'data');
const file = join(dir, 'organisations/halle-de-selune.yaml');
cpSync('examples/data', dir, { recursive: true });
afterAll(() => rmSync(home, { recursive: true, force: true }));

function rewrite(from: string, to: string): void {
  writeFileSync(`${file}.neuf`, readFileSync(file, 'utf8').replace(from, to));
  renameSync(`${file}.neuf`, file); // as most editors save
}

describe('data that changes while the bot runs', () => {
  const told: string[] = [];
  const config = readConfig({ DATA_DIR: dir, PORT: '0', STORE_URL: 'memory:', LOG_LEVEL: 'silent' });
  const data = createReloadable(
    () => createAssistant(config),
    (line, faults) => told.push(faults === null ? line : `${line}\n${faults}`),
  );
  const assistant = data.load();
  const first = assistant.turn(
    { text: 'qui contacter dans le Pays de Sélune ?', frame: null, locale: 'fr' },
    EMPTY_CONTEXT,
  );
  const ask = (): string =>
    assistant.turn({ text: 'et les contacts ?', frame: null, locale: 'fr' }, first.context).drawn[0]?.text ?? '';

  it('is taken on a reload, and a conversation goes on', () => {
    expect(ask()).toContain('Siège\u00a0: Port-Sélune');
    rewrite('ville: Port-Sélune', 'ville: Vieux-Gué');
    expect(ask()).toContain('Siège\u00a0: Port-Sélune');
    data.reload();
    expect(ask()).toContain('Siège\u00a0: Vieux-Gué');
    expect([data.note(), told.pop()]).toEqual([null, 'Nouvelles données prises en compte.']);
  });

  it('with a fault is left aside: the old goes on, the log and /readyz say so in French', async () => {
    const running = await start(config, () => assistant, createLog('silent'), data.note);
    const ready = async () => (await fetch(`http://localhost:${running.port}/readyz`)).json();
    expect(await ready()).toEqual({ status: 'ok' });
    rewrite('nature: coopérative', 'natures: coopérative');
    data.reload();
    expect(ask()).toContain('Siège\u00a0: Vieux-Gué');
    const note = 'Les nouvelles données ont une faute : le bot répond toujours avec les précédentes.';
    expect(await ready()).toEqual({ status: 'ok', data: note });
    expect(told.pop()).toMatch(/halle-de-selune\.yaml:\d+:1\s: clé inconnue «\snatures\s»/);
    rewrite('natures: coopérative', 'nature: coopérative');
    data.reload();
    expect(await ready()).toEqual({ status: 'ok' });
    await running.stop();
  });

  it('is noticed on every save of a file, once for many files', async () => {
    let changes = 0;
    const stop = watchFolder(dir, () => {
      changes += 1;
    });
    for (const expected of [1, 2, 3]) {
      rewrite('id: halle', 'id: halle');
      writeFileSync(join(dir, 'themes/energie.yaml'), readFileSync(join(dir, 'themes/energie.yaml')));
      await vi.waitFor(() => expect(changes).toBe(expected), { timeout: 5000 });
    }
    stop();
  });

  it('is taken by the running program on SIGHUP', async () => {
    const env = { ...process.env, DATA_DIR: dir, PORT: '0', STORE_URL: 'memory:', LOG_LEVEL: 'info' };
    const bot = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void bot.kill('SIGKILL'));
    let said = '';
    for (const stream of [bot.stdout, bot.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    const hears = (what: string) => vi.waitFor(() => expect(said).toContain(what), { timeout: 15_000 });
    await hears('Le bot est prêt');
    rewrite('ville: Vieux-Gué', 'ville: [');
    bot.kill('SIGHUP');
    await hears('Les nouvelles données ont une faute');
    rewrite('ville: [', 'ville: Bois-Lanterne');
    bot.kill('SIGHUP');
    await hears('Nouvelles données prises en compte.');
    bot.kill('SIGTERM');
    expect(await once(bot, 'exit')).toEqual([0, null]);
  }, 40_000);
});
