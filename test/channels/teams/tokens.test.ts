import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthentication } from '../../../src/channels/create-authentication.ts';
import { mayBeToken } from '../../../src/channels/may-be-token.ts';
import { isServiceUrl } from '../../../src/channels/service-urls.ts';
import { createTokenServer, type Forgery } from '../token-server.ts';
import { type Shape, words } from './activities.ts';
import { APP_ID, startTeams, type Teams } from './start-teams.ts';

const SMBA = 'https://smba.trafficmanager.net/emea/';
const silent = { type: 'typing' };

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.stop());

describe('the token of a call', () => {
  const cases: readonly [situation: string, status: number, claims: Shape, forgery: Forgery, activity: Shape][] = [
    ['a good one', 200, {}, {}, {}],
    ['a good one of Microsoft’s own service', 200, {}, {}, { serviceUrl: SMBA }],
    ['an expired one', 401, { exp: 1_700_000_000 }, {}, {}],
    ['one that is good only tomorrow', 401, { nbf: 4_000_000_000, exp: 4_000_003_600 }, {}, {}],
    ['one without an end', 401, { exp: undefined }, {}, {}],
    ['one for another bot', 401, { aud: '99999999-2222-3333-4444-555555555555' }, {}, {}],
    ['one for nobody', 401, { aud: undefined }, {}, {}],
    ['one for several bots', 401, { aud: [APP_ID, 'other'] }, {}, {}],
    ['one of another issuer', 401, { iss: 'https://exemple.org' }, {}, {}],
    ['one of a tenant, as emulators and other bots have', 401, { iss: 'https://sts.windows.net/d6d49420/' }, {}, {}],
    ['one for another service address', 401, { serviceurl: 'https://exemple.org' }, {}, {}],
    ['one without a service address', 401, { serviceurl: undefined }, {}, {}],
    ['one whose activity names another service address', 401, { serviceurl: SMBA }, {}, {}],
    ['one for a channel that the key may not speak for', 401, {}, {}, { channelId: 'webchat' }],
    ['one of a channel that has doors of its own', 401, {}, {}, { channelId: 'AseChannel' }],
    ['one without a channel', 401, {}, {}, { channelId: undefined }],
    ['one signed by an unknown key', 401, {}, { kid: 'key-2' }, {}],
    ['one signed by a stranger in the name of the key', 401, {}, { byStranger: true }, {}],
    ['one that is not signed', 401, {}, { unsigned: true }, {}],
    ['one that needs no signature', 401, {}, { alg: 'none', unsigned: true }, {}],
    ['one of another way to sign', 401, {}, { alg: 'HS256' }, {}],
    ['one to an address that is none of Microsoft’s', 403, {}, {}, { serviceUrl: 'https://exemple.org/' }],
    ['one to an address inside the network', 403, {}, {}, { serviceUrl: 'http://169.254.169.254/' }],
  ];
  for (const [situation, status, claims, forgery, activity] of cases) {
    it(`(${situation}) gets ${status}`, async () => {
      const sent = { ...words('bonjour'), ...silent, ...activity };
      const answer = await teams.post(sent, forgery, claims);
      expect(answer.status).toBe(status);
      if (status !== 200) expect(answer.body).toMatchObject({ status, detail: expect.any(String) });
    });
  }

  it('that is missing, or is none, gets 401', () => {
    const about = { issuer: 'https://api.botframework.com', audience: APP_ID, now: Date.now() };
    const good = teams.microsoft.sign({ aud: APP_ID });
    expect(mayBeToken(`Bearer ${good}`, about)).toBe(true);
    const [head = '', body = ''] = good.split('.');
    const none = [
      '',
      'Bearer',
      'Bearer ',
      good,
      `bearer ${good}`,
      `Basic ${good}`,
      'Bearer a.b.c',
      `Bearer ${head}.${body}`,
    ];
    const odd = ['null', '7', '[]', '"x"', '{', '{"alg":"RS256"}'].map(
      (text) => `Bearer ${Buffer.from(text).toString('base64url')}.${body}.AAAA`,
    );
    for (const authorization of [...none, ...odd])
      expect([authorization, mayBeToken(authorization, about)]).toEqual([authorization, false]);
  });

  it('is checked against keys that are asked for once', async () => {
    await teams.post({ ...words('bonjour'), ...silent });
    expect(teams.microsoft.asked()).toBe(1);
  });
});

describe('a service address', () => {
  const good = [SMBA, 'https://smba.trafficmanager.net/fr/tenant/', 'https://europe.webchat.botframework.com/'];
  const bad = [
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:444/',
    'https://smba.trafficmanager.net.exemple.org/',
    'https://evil.trafficmanager.net/',
    'https://botframework.com.exemple.org/',
    'https://notbotframework.com/',
    'https://user@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net@exemple.org/',
    'ftp://smba.trafficmanager.net/',
    'smba.trafficmanager.net',
    '',
  ];
  it('is one of Microsoft’s', () => {
    expect(good.filter((url) => !isServiceUrl(url, false))).toEqual([]);
    expect(bad.filter((url) => isServiceUrl(url, true))).toEqual([]);
  });

  it('is on this machine only for a trial', () => {
    expect([isServiceUrl('http://localhost:1', true), isServiceUrl('http://localhost:1', false)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('a registration', () => {
  const app = { id: APP_ID, password: 'secret', tenantId: 'eeeeeeee-1111-2222-3333-444444444444' };

  for (const type of ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const) {
    it(`of type ${type} checks who calls it`, async () => {
      const microsoft = await createTokenServer();
      const { authentication } = createAuthentication({
        app: { ...app, type },
        openIdMetadataUrl: microsoft.metadataUrl,
      });
      const token = microsoft.sign({ aud: APP_ID, serviceurl: SMBA });
      const call = (authorization: string) =>
        authentication.authenticateRequest(
          JSON.parse(JSON.stringify({ ...words('x'), serviceUrl: SMBA })),
          authorization,
        );
      expect((await call(`Bearer ${token}`)).claimsIdentity.isAuthenticated).toBe(true);
      await expect(call('')).rejects.toThrow('not authorized');
      await microsoft.stop();
    });
  }

  it('of a managed identity needs no secret, and ignores one', () => {
    const registration = { app: { ...app, type: 'UserAssignedMSI' }, openIdMetadataUrl: null } as const;
    expect(() => createAuthentication(registration)).not.toThrow();
    expect(() => createAuthentication({ ...registration, app: { ...registration.app, password: '' } })).not.toThrow();
  });

  it('that is missing signs nothing', async () => {
    const { authorize } = createAuthentication({ app: null, openIdMetadataUrl: null });
    expect(await authorize(false)).toBeNull();
  });
});
