import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { AppManifestUtils } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_CONTEXT } from '../../../src/answer.ts';
import { localise } from '../../../src/channels/teams/build-manifest.ts';
import { checkWords } from '../../../src/channels/teams/check-words.ts';
import { EXAMPLE_QUESTIONS, en, fr } from '../../../src/channels/teams/manifest-words.ts';
import { packApp } from '../../../src/channels/teams/pack-app.ts';
import { readIdentity } from '../../../src/channels/teams/read-identity.ts';
import { createAssistant } from '../../../src/create-assistant.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const APP = '11111111-2222-3333-4444-555555555555';
const GOOD = { MicrosoftAppId: APP, PUBLIC_URL: 'https://bot.exemple.fr' };

async function pack(): Promise<Record<string, Uint8Array>> {
  const packed = await packApp({ appId: APP, publicUrl: GOOD.PUBLIC_URL, version: '1.2.3' });
  return 'zip' in packed ? unzipSync(packed.zip) : {};
}

describe('the app package', () => {
  it('holds the manifest, the English words and two icons at its top, and nothing else', async () => {
    expect(Object.keys(await pack()).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
  });

  it('has a manifest that Microsoft’s schema accepts, for one person, teams and group chats', async () => {
    const manifest = JSON.parse(Buffer.from((await pack())['manifest.json'] ?? []).toString());
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([]);
    expect(manifest).toMatchObject({
      id: APP,
      version: '1.2.3',
      localizationInfo: { defaultLanguageTag: 'fr' },
      validDomains: ['bot.exemple.fr'],
      developer: {
        privacyUrl: 'https://bot.exemple.fr/confidentialite',
        termsOfUseUrl: 'https://bot.exemple.fr/conditions',
      },
      bots: [{ botId: APP, scopes: ['personal', 'team', 'groupChat'] }],
      composeExtensions: [{ botId: APP, commands: [{ id: 'chercher', initialRun: true }] }],
    });
  });

  it('is refused by the same schema when it is made for something that is no bot', async () => {
    const packed = await packApp({ appId: 'bot', publicUrl: GOOD.PUBLIC_URL, version: '1.2.3' });
    expect('faults' in packed && packed.faults.join()).toContain('manifest.json');
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const [one, two] = await Promise.all([pack(), pack()]);
    expect(one).toEqual(two);
  });

  it('says in English what it says in French, each word in its place and of a length that Teams shows', async () => {
    expect(Object.keys(localise(fr))).toEqual(Object.keys(localise(en)));
    const schema = await AppManifestUtils.fetchSchema(localise().$schema);
    expect(checkWords(localise(), schema)).toEqual([]);
    expect(checkWords({ 'name.court': 'x', 'name.short': 'x'.repeat(31), 'name.full': '' }, schema)).toHaveLength(3);
  });

  it('proposes only questions that get an answer', () => {
    const assistant = createAssistant({ dataDir: 'data', localesDir: 'locales', maxText: 2000, publicUrl: null });
    for (const text of EXAMPLE_QUESTIONS) {
      const { outcome } = assistant.turn({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
      expect([text, outcome]).toEqual([text, text === 'Aide' ? 'smalltalk' : 'answer']);
    }
    expect(fr.examples).toHaveLength(EXAMPLE_QUESTIONS.length);
    expect(EXAMPLE_QUESTIONS.length).toBeLessThanOrEqual(10);
  });
});

describe('the icons', () => {
  it('are PNG files of 192 and 32 pixels, the second white on nothing', async () => {
    const files = await pack();
    const color = decode(files['color.png'] ?? new Uint8Array());
    expect([color.width, color.height]).toEqual([192, 192]);
    expect(color.pixels.every(([, , , opacity]) => opacity === 255)).toBe(true);
    const outline = decode(files['outline.png'] ?? new Uint8Array());
    expect([outline.width, outline.height]).toEqual([32, 32]);
    expect(outline.pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    const drawn = outline.pixels.filter(([, , , opacity]) => opacity === 255).length;
    expect(drawn).toBeGreaterThan(60);
    expect(outline.pixels[0]?.[3]).toBe(0);
  });
});

describe('wrong values', () => {
  const wrong: readonly [string, Record<string, string>, readonly RegExp[]][] = [
    ['nothing at all', {}, [/^MicrosoftAppId manque/, /^PUBLIC_URL manque/]],
    ['an id that is none', { ...GOOD, MicrosoftAppId: 'mon-bot' }, [/^MicrosoftAppId vaut «\smon-bot\s»/]],
    ['an id of zeros', { ...GOOD, MicrosoftAppId: APP.replace(/\d/g, '0') }, [/^MicrosoftAppId vaut/]],
    ['plain http', { ...GOOD, PUBLIC_URL: 'http://bot.exemple.fr' }, [/n’admet que https/]],
    ['this machine', { ...GOOD, PUBLIC_URL: 'https://localhost' }, [/ne peut pas joindre/]],
    ['a number for a name', { ...GOOD, PUBLIC_URL: 'https://192.0.2.1' }, [/ne peut pas joindre/]],
    ['a port', { ...GOOD, PUBLIC_URL: 'https://bot.exemple.fr:8443' }, [/numéro de port/]],
    ['a path', { ...GOOD, PUBLIC_URL: 'https://bot.exemple.fr/bot' }, [/rien ne doit suivre/]],
    ['no address', { ...GOOD, PUBLIC_URL: 'bot.exemple.fr' }, [/n’est pas une adresse/]],
  ];
  for (const [situation, env, lines] of wrong) {
    it(`(${situation}) are named, one line each`, () => {
      const identity = readIdentity(env, '1.0.0');
      const faults = 'faults' in identity ? identity.faults : [];
      expect(faults).toHaveLength(lines.length);
      for (const [at, line] of lines.entries()) expect(faults[at]).toMatch(line);
      expect(faults.join('')).not.toContain('\n');
    });
  }

  it('of a version below 1 are read as its first one', () => {
    expect(readIdentity(GOOD, '0.4.2')).toEqual({ appId: APP, publicUrl: GOOD.PUBLIC_URL, version: '1.4.2' });
  });
});

describe('npm run teams:package', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'teams-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = join(ROOT, 'src', 'teams-package.ts');
  const zip = () => join(folder, 'var', 'territoires-french-impact-teams.zip');

  it('writes nothing when a value is missing, and says which on one line each', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, [script], {
      cwd: folder,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(existsSync(zip())).toBe(false);
  });

  it('writes the package and says where', () => {
    const env = { PATH: process.env.PATH, ...GOOD };
    const said = execFileSync(process.execPath, [script], { cwd: folder, env, encoding: 'utf8' });
    expect(said).toContain('territoires-french-impact-teams.zip');
    expect(Object.keys(unzipSync(readFileSync(zip())))).toContain('manifest.json');
  });
});

type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

/** The pixels of a PNG file of one data chunk whose rows are not filtered. */
function decode(file: Uint8Array): { width: number; height: number; pixels: readonly Pixel[] } {
  const bytes = Buffer.from(file);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const at = bytes.indexOf('IDAT');
  const rows = inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)));
  const pixels: Pixel[] = [];
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [red = 0, green = 0, blue = 0, opacity = 0] = rows.subarray(row * (width * 4 + 1) + 1 + column * 4);
      pixels.push([red, green, blue, opacity]);
    }
  }
  return { width, height, pixels };
}
