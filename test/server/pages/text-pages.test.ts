import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBot } from '../start-bot.ts';

let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot({ RETENTION_DAYS: '3' });
});
afterAll(() => bot.stop());

describe('GET /confidentialite', () => {
  it('says what is kept, how long, why and whose right it is', async () => {
    const html = await (await fetch(`${bot.url}/confidentialite`)).text();
    expect(html).toContain('<h1>Confidentialité</h1>');
    expect(html).toContain('gardée 3 jours après son dernier message, puis effacée');
    for (const words of ['Combien de temps', 'Pourquoi', 'Vos droits', 'CNIL', 'Effacer ma conversation']) {
      expect(html).toContain(words);
    }
  });

  it('runs only our own script', async () => {
    const response = await fetch(`${bot.url}/confidentialite`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
  });
});

describe('GET /conditions', () => {
  it('says what the bot is, what to expect of it and what one may do with its answers, in both languages', async () => {
    const html = await (await fetch(`${bot.url}/conditions`)).text();
    expect(html).toContain('ce n’est pas un site de l’État');
    expect(html).toContain('Licence Ouverte 2.0');
    const english = await (await fetch(`${bot.url}/conditions?lang=en`)).text();
    expect(english).toContain('<h1>Terms of use</h1>');
  });
});

describe('GET /widget.js', () => {
  it('is one script of at most 5 kB, for any page', async () => {
    const response = await fetch(`${bot.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(Number(response.headers.get('content-length'))).toBeLessThanOrEqual(5000);
  });
});
