import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLACES, words } from './activities.ts';
import { startTeams, type Teams } from './start-teams.ts';

let teams: Teams;
beforeEach(async () => {
  teams = await startTeams({ attemptWithinMs: 400 });
});
afterEach(() => teams.stop());

const question = () => words('Qui contacter en Bretagne ?', PLACES.personal());

describe('when the service of Teams is slow', () => {
  it('one conversation waits, the others are answered meanwhile', async () => {
    teams.peer.answers.push(null);
    const done: string[] = [];
    const slow = teams.post(question()).then(({ status }) => done.push(`slow ${status}`));
    while (teams.peer.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const others = await Promise.all(
      Array.from({ length: 5 }, () => teams.post(question()).then(({ status }) => done.push(`other ${status}`))),
    );
    expect(others).toHaveLength(5);
    await slow;
    expect(done).toEqual([...Array(5).fill('other 200'), 'slow 503']);
  });

  it('and gave no answer, a second delivery of the question is not answered twice', async () => {
    const activity = question();
    teams.peer.answers.push(null);
    expect((await teams.post(activity)).status).toBe(503);
    expect((await teams.post(activity)).status).toBe(200);
    expect(teams.peer.sent).toHaveLength(1);
  });
});

describe('when the service of Teams refuses', () => {
  it('the call gets 503, and a second delivery of the question is answered', async () => {
    const activity = question();
    teams.peer.answers.push({ status: 403 });
    expect((await teams.post(activity)).status).toBe(503);
    expect((await teams.post(activity)).status).toBe(200);
    expect(teams.peer.sent).toHaveLength(2);
  });

  it('for a moment, the reply is sent again with the same key and the call gets 200', async () => {
    teams.peer.answers.push({ status: 503 }, { status: 429 });
    expect((await teams.post(question())).status).toBe(200);
    const keys = new Set(teams.peer.sent.map(({ headers }) => headers['idempotency-key']));
    expect([teams.peer.sent.length, keys.size, teams.waits.length]).toEqual([3, 1, 2]);
  });
});
