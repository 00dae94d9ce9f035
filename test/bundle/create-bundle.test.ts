import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CREATE = new URL('../../src/bundle/create-bundle.ts', import.meta.url).href;
const run = promisify(execFile);

let root: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
  cache = join(root, 'cache');
  write('entry.ts', "import { word } from './word.ts';\nexport const say = (): string => word;\n");
  write('word.ts', "export const word: string = 'premier';\n");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'src', name), text);
}

/** Runs a few lines on the bundle in a process of its own; gives what it wrote. */
async function tell(lines: string, cacheDir = cache): Promise<{ out: string; errors: string }> {
  const program = `
    import { createBundle } from '${CREATE}';
    const sources = { root: ${JSON.stringify(root)}, folders: ['src'], entry: 'src/entry.ts' };
    const bundle = createBundle(sources, ${JSON.stringify(cacheDir)});
    ${lines}`;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module-typescript', '-e', program]);
  return { out: stdout.trim(), errors: stderr };
}

const KEEP = 'await bundle.keep();';
const SAY = 'console.log((await bundle.open())?.say() ?? null);';
const folders = (): string[] => readdirSync(cache);
const kept = (): string => join(cache, folders()[0] ?? '', 'node_modules');

describe('the bundle of a program', { timeout: 60_000 }, () => {
  it('is there once it was kept, and says what the sources say', async () => {
    expect(await tell(SAY)).toEqual({ out: 'null', errors: '' });
    await tell(KEEP);
    expect(await tell(SAY)).toEqual({ out: 'premier', errors: '' });
  });

  it('is not used after a line of the sources has changed', async () => {
    await tell(KEEP);
    write('word.ts', "export const word: string = 'second';\n");
    expect(await tell(SAY)).toEqual({ out: 'null', errors: '' });
    await tell(KEEP);
    expect(await tell(SAY)).toEqual({ out: 'second', errors: '' });
  });

  it('is not kept when a line changes while it is made', async () => {
    const change = `(await import('node:fs')).writeFileSync(${JSON.stringify(join(root, 'src', 'word.ts'))}, 'export const word = 1;');`;
    await tell(`const keeping = bundle.keep(); ${change} await keeping;`);
    expect(folders()).toEqual([]);
  });

  it.each([
    ['cut short', () => truncateSync(join(kept(), 'entry.mjs'), 60)],
    ['changed', () => writeFileSync(join(kept(), 'entry.mjs'), "export const say = () => 'autre';")],
    ['missing', () => rmSync(join(kept(), 'entry.mjs'))],
    ['without its list', () => truncateSync(join(kept(), 'manifest.json'))],
  ])('is left aside, with a warning, when it is %s, and made anew', async (_, damage) => {
    await tell(KEEP);
    damage();
    const { out, errors } = await tell(SAY);
    expect(out).toBe('null');
    expect(errors).toContain('is damaged');
    await tell(KEEP);
    expect(await tell(SAY)).toEqual({ out: 'premier', errors: '' });
  });

  it('costs a warning where nothing can be written, or when the sources cannot be joined', async () => {
    writeFileSync(join(root, 'a-file'), '');
    expect((await tell(KEEP, join(root, 'a-file', 'cache'))).errors).toContain('cannot be kept');
    write('word.ts', 'export const word: string = ;');
    expect((await tell(KEEP)).errors).toContain('cannot be kept');
  });

  it('is whole when several processes make it at the same time, and leaves nothing else', async () => {
    const all = await Promise.all([1, 2, 3].map(() => tell(KEEP)));
    expect(all.map(({ errors }) => errors)).toEqual(['', '', '']);
    expect(folders()).toHaveLength(1);
    expect(await tell(SAY)).toEqual({ out: 'premier', errors: '' });
  });

  it('names the lines of the sources in stack traces, and where each file is', async () => {
    write(
      'word.ts',
      `\n\nexport const word: string = [import.meta.url, import.meta.main, import.meta.dirname].join(' ');\n`,
    );
    write(
      'entry.ts',
      `import { word } from './word.ts';\nexport const say = (): string => {\n  throw new Error(word);\n};\n`,
    );
    await tell(KEEP);
    const { out } = await tell('try { (await bundle.open())?.say(); } catch (error) { console.log(error.stack); }');
    const [message, first] = out.split('\n');
    expect(message).toBe(`Error: ${pathToFileURL(join(root, 'src/word.ts')).href} false ${join(root, 'src')}`);
    expect(first).toContain(`${pathToFileURL(join(root, 'src/entry.ts')).href}:3:9`);
  });

  it('is made of the bot as it is, libraries included', async () => {
    const bot = process.cwd();
    const whole = `
      import { createBundle } from '${CREATE}';
      const sources = { root: ${JSON.stringify(bot)}, folders: ['src', 'dialogs', 'locales'], entry: 'src/serve.ts' };
      const bundle = createBundle(sources, ${JSON.stringify(join(bot, 'var/cache/test-bundle'))});
      await bundle.keep();
      const { serve } = await bundle.open();
      await serve();
      const ask = (path, options) => fetch('http://127.0.0.1:' + process.env.PORT + path, options);
      const body = JSON.stringify({ type: 'message', id: '1', text: 'Qui contacter en Bretagne ?', channelId: 'emulator',
        from: { id: 'u' }, recipient: { id: 'b' }, conversation: { id: 'c' }, deliveryMode: 'expectReplies' });
      const headers = { 'content-type': 'application/json' };
      const { activities } = await (await ask('/api/messages', { method: 'POST', headers, body })).json();
      console.log((await ask('/')).status, (await ask('/healthz')).status, activities[0].text);
      process.exit();`;
    const port = String(20_000 + (process.pid % 20_000));
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', whole], {
      env: { ...process.env, PORT: port, STORE_URL: 'memory:', LOG_LEVEL: 'silent' },
    });
    rmSync('var/cache/test-bundle', { recursive: true, force: true });
    expect(stdout).toMatch(/200 200 Contacts · Région Bretagne/);
    expect(stderr).toBe('');
  });
});
