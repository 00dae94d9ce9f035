import { describe, expect, it } from 'vitest';
import { answerFrame, answerReading, outcomeOf, welcome } from '../../dialogs/index.ts';
import { type Answer, EMPTY_CONTEXT, type Frame, type Intent } from '../../src/answer.ts';
import { emptyFrame } from '../../src/frame.ts';
import { TERRITORY_KINDS } from '../../src/records.ts';
import { knowledge } from '../gallery/draw-all.ts';

const ARTICLE = 'https://www.avise.org/actualites/trois-regions-recompensees-pour-leur-dynamisme-sur-less';

describe('contacts', () => {
  it('of a territory start with the lead of its collective', () => {
    const { groups } = contactsOf({ territories: ['region-bretagne'] });
    expect(groups).toHaveLength(1);
    expect(groups[0]?.contacts[0]?.organisation.id).toBe('cress-bretagne');
    expect(groups[0]?.contacts[0]?.membership?.kind).toBe('lead');
  });

  it('show a dissolved chamber as a member of 2019, with whom to turn to instead', () => {
    const { groups } = contactsOf({ territories: ['region-normandie'] });
    const gone = groups[0]?.contacts.find(({ organisation }) => organisation.id === 'cress-normandie');
    expect(gone?.organisation.status.is).toBe('dissolved');
    expect(gone?.instead?.id).toBe('ess-france');
  });

  it('of a region without a label of its own are those of the territories inside, then its chamber beside the label', () => {
    const { groups } = contactsOf({ places: ['region-27'] });
    expect(groups.map(({ territory }) => territory?.id ?? null)).toEqual(['territoire-ledonien-cluster-jura', null]);
    expect(groups.at(-1)?.contacts[0]?.organisation.id).toBe('cress-bourgogne-franche-comte');
  });

  it('of a place with no labelled territory at all are its region’s chamber alone', () => {
    const { groups } = contactsOf({ places: ['region-94'] });
    expect(groups.map(({ territory }) => territory)).toEqual([null]);
    expect(groups[0]?.contacts[0]?.organisation.id).toBe('cress-corse');
  });

  it('of a commune inside a labelled region are those of the region', () => {
    const { groups } = contactsOf({ places: ['commune-35238'] });
    expect(groups[0]?.territory?.id).toBe('region-bretagne');
  });

  it('on a theme are those of the territories that work on it', () => {
    const { groups } = contactsOf({ themes: ['vieillissement'], kinds: ['région'] });
    expect(groups.map(({ territory }) => territory?.id)).toEqual(['region-bretagne', 'region-nouvelle-aquitaine']);
  });

  it('that are many come in pages that miss nobody', () => {
    const strasbourg = knowledge.territory('strasbourg-eurometropole');
    const shown = [0, 1, 2, 3, 4].flatMap((page) =>
      contactsOf({ territories: ['strasbourg-eurometropole'], page }).groups.flatMap(({ contacts }) =>
        contacts.map(({ organisation }) => organisation.id),
      ),
    );
    expect(new Set(shown)).toEqual(new Set(strasbourg?.members.map(({ organisation }) => organisation)));
    expect(shown).toHaveLength(strasbourg?.members.length ?? 0);
  });

  it('of an organisation are its own card', () => {
    expect(one('contacts', { organisations: ['cress-bretagne'] }).kind).toBe('organisation');
  });
});

describe('a theme', () => {
  it('asked of the Régions aims at those with a challenge on it, and names the others apart', () => {
    const answer = themeOf({ themes: ['vieillissement'], kinds: ['région'] });
    expect(answer.targets.map(({ territory }) => territory.id)).toEqual([
      'region-bretagne',
      'region-nouvelle-aquitaine',
    ]);
    expect(answer.targets.every(({ ties }) => ties[0]?.strength === 'challenge')).toBe(true);
    expect(answer.others.every(({ territory }) => territory.kind !== 'région')).toBe(true);
  });

  it('never counts a mere mention, and offers it behind a button', () => {
    const narrow = themeOf({ themes: ['transition-ecologique'], kinds: ['région'] });
    expect(narrow.targets.map(({ territory }) => territory.id)).toContain('region-bretagne');
    const counted = [...narrow.targets, ...narrow.others].flatMap(({ ties }) => ties);
    expect(counted.every(({ strength }) => strength !== 'mention')).toBe(true);
    expect(narrow.next).toContainEqual(expect.objectContaining({ wide: true }));
  });

  it('puts challenges before actions and projects', () => {
    const { targets } = themeOf({ themes: ['economie-circulaire'] });
    const ranks = targets.map(({ ties }) => ['challenge', 'action', 'project'].indexOf(ties[0]?.strength ?? ''));
    expect(ranks).toEqual(ranks.toSorted());
  });

  it('of a territory that says nothing of it is not in the data', () => {
    const answer = themeOf({ themes: ['numerique'], territories: ['roubaix'] });
    expect(answer.silent.map(({ id }) => id)).toEqual(['roubaix']);
    expect(outcomeOf(answer)).toBe('nodata');
  });

  it('left out gives the territories that say nothing of it', () => {
    const answer = one('theme', { without: { territories: [], themes: ['numerique'], places: [] } });
    if (answer.kind !== 'list') throw new Error(answer.kind);
    const speaking = new Set(knowledge.tiesOf('numerique').map(({ territory }) => territory));
    expect(answer.total).toBe(knowledge.territories.length - speaking.size);
  });

  it('or another: both are asked, each territory once', () => {
    const { targets } = themeOf({ themes: ['vieillissement', 'numerique'] });
    const ids = targets.map(({ territory }) => territory.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(targets.flatMap(({ ties }) => ties.map(({ theme }) => theme)))).toEqual(
      new Set(['vieillissement', 'numerique']),
    );
  });
});

describe('what a territory does', () => {
  it('on a theme is narrowed to that theme', () => {
    const answer = one('challenges', { territories: ['region-bretagne'], themes: ['numerique'] });
    if (answer.kind !== 'challenges') throw new Error(answer.kind);
    expect(answer.challenges.map(({ title }) => title)).toEqual(['Accompagner la transition numérique et digitale']);
  });

  it('without known challenges shows its actions under their own name, and is not in the data', () => {
    const answer = one('challenges', { territories: ['pays-de-grasse'] });
    if (answer.kind !== 'challenges') throw new Error(answer.kind);
    expect(answer.challenges).toEqual([]);
    expect(answer.actions.length).toBeGreaterThan(0);
    expect(outcomeOf(answer)).toBe('nodata');
  });

  it('asked of a commune is that of the nearest territory, and says which place was asked', () => {
    const answer = one('challenges', { places: ['commune-35238'] });
    if (answer.kind !== 'challenges') throw new Error(answer.kind);
    expect(answer.territory.id).toBe('region-bretagne');
    expect(answer.asked?.name).toBe('Rennes');
  });

  it('asked of a place without a label says that it has none', () => {
    expect(one('challenges', { places: ['commune-2A004'] }).kind).toBe('is-labelled');
  });

  it('asked of five territories gets three answers, and a button for the rest', () => {
    const territories = knowledge.territories.slice(0, 5).map(({ id }) => id);
    const answers = answerFrame(ask('overview', { territories }), knowledge);
    expect(answers).toHaveLength(3);
    expect(answers.at(-1)?.next[0]?.territories).toEqual(territories.slice(3));
  });

  it('without a territory asks which one, with three to choose from', () => {
    const answer = one('actions', {});
    expect(outcomeOf(answer)).toBe('clarify');
    expect(answer.kind === 'which' && answer.choices).toHaveLength(3);
  });
});

describe('the list', () => {
  it('of all holds the 27 territories, each once, in pages of ten at most', () => {
    const pages = [0, 1, 2].map((page) => listOf({ page }));
    expect(pages.flatMap(({ territories }) => territories.map(({ id }) => id)).toSorted()).toEqual(
      knowledge.territories.map(({ id }) => id).toSorted(),
    );
    expect(Math.max(...pages.map(({ territories }) => territories.length))).toBeLessThanOrEqual(11);
  });

  it('counts by date: twenty in February 2019, seven more in December', () => {
    const answer = listOf({ count: true });
    expect(answer.total).toBe(27);
    expect(answer.dated).toHaveLength(2);
    expect(answer.dated.map(({ text }) => text).join(' ')).toMatch(/20 premiers.*25 février 2019.*décembre 2019/);
  });

  it('of one wave, one kind or one region holds only those', () => {
    expect(listOf({ waves: [2] }).total).toBe(7);
    expect(
      listOf({ kinds: ['région'] })
        .territories.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['region-bretagne', 'region-normandie', 'region-nouvelle-aquitaine']);
    expect(
      listOf({ places: ['region-76'] })
        .territories.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['figeac', 'grand-narbonne', 'occitanie-est', 'toulouse-metropole']);
  });

  it('is grouped by kind or by wave when the question names several', () => {
    expect(listOf({ kinds: TERRITORY_KINDS }).groupBy).toBe('kind');
    expect(listOf({ waves: [1, 2] }).groupBy).toBe('wave');
  });

  it('leaves out what the question leaves out', () => {
    const left = listOf({ without: { territories: ['roubaix'], themes: [], places: ['region-76'] } });
    expect(left.total).toBe(27 - 1 - 4);
  });
});

describe('is this place labelled', () => {
  it('is yes for a territory, with what the question named', () => {
    const answer = one('is-labelled', { territories: ['figeac'] });
    expect(answer.kind === 'is-labelled' && answer.named?.id).toBe('figeac');
  });

  it('tells the region that a commune lies in', () => {
    const answer = one('is-labelled', { places: ['commune-35238'] });
    expect(answer.kind === 'is-labelled' && answer.within.map(({ id }) => id)).toEqual(['region-bretagne']);
  });

  it('tells what lies inside a region that has no label of its own', () => {
    const answer = one('is-labelled', { places: ['region-76'] });
    expect(answer.kind === 'is-labelled' && answer.within).toEqual([]);
    expect(answer.kind === 'is-labelled' && answer.inside).toHaveLength(4);
  });

  it('is no for Lille, with what its region has and the pages that list all', () => {
    const answer = one('is-labelled', { places: ['commune-59350'] });
    if (answer.kind !== 'is-labelled') throw new Error(answer.kind);
    expect([...answer.within, ...answer.inside]).toEqual([]);
    expect(answer.nearby.map(({ id }) => id)).toContain('roubaix');
    expect(answer.basis.length).toBeGreaterThan(0);
    expect(outcomeOf(answer)).toBe('answer');
  });
});

describe('the other questions', () => {
  it('compare two Régions on a theme: an empty cell stays empty', () => {
    const answer = one('compare', { territories: ['region-bretagne', 'region-normandie'], themes: ['numerique'] });
    if (answer.kind !== 'compare') throw new Error(answer.kind);
    const challenges = answer.rows.find(({ of }) => of === 'challenges');
    expect(challenges?.cells.map((cell) => cell.length)).toEqual([1, 0]);
  });

  it('whether one can still apply: the last thing known, and whom to ask', () => {
    const answer = one('apply', {});
    if (answer.kind !== 'apply') throw new Error(answer.kind);
    expect(answer.last.text).toContain('septembre 2021');
    expect(answer.turnTo.map(({ id }) => id)).toEqual(['avise', 'ess-france']);
    expect(answer.gaps.length).toBeGreaterThan(0);
  });

  it('whom to ask about applying from a place: its chamber first', () => {
    const answer = one('apply', { places: ['region-53'] });
    expect(answer.kind === 'apply' && answer.turnTo[0]?.id).toBe('cress-bretagne');
  });

  it('who speaks for an organisation: those whose function names it', () => {
    const answer = one('people', { organisations: ['cress-bretagne'] });
    expect(answer.kind === 'people' && answer.people.map(({ person }) => person.id)).toEqual(['marie-martine-lips']);
  });

  it('an organisation names every territory it belongs to', () => {
    const busy = knowledge.organisations.find(({ id }) => knowledge.membershipsOf(id).length > 1);
    const answer = one('organisation', { organisations: [busy?.id ?? ''] });
    expect(answer.kind === 'organisation' && answer.memberships.length).toBe(
      knowledge.membershipsOf(busy?.id ?? '').length,
    );
  });

  it('where an answer comes from: the sources of the question before', () => {
    const last = [ask('challenges', { territories: ['region-bretagne'] })];
    const [answer] = answerReading({ outcome: 'answer', frame: ask('sources') }, knowledge, { ...EMPTY_CONTEXT, last });
    if (answer.kind !== 'sources') throw new Error(answer.kind);
    expect(answer.about.intent).toBe('challenges');
    expect(answer.sources.map(({ url }) => url)).toContain(ARTICLE);
  });

  it('a missing phone number: says so, gives the contacts instead', () => {
    const frame = ask('contacts', { territories: ['region-bretagne'] });
    const missing = { id: 'telephone', label: 'les numéros de téléphone', instead: 'contacts' } as const;
    const [answer] = answerReading({ outcome: 'nodata', missing, word: null, frame }, knowledge, EMPTY_CONTEXT);
    if (answer.kind !== 'nodata') throw new Error(answer.kind);
    expect(answer.instead).toEqual(frame);
    expect(answer.turnTo[0]?.organisation.id).toBe('cress-bretagne');
    expect(outcomeOf(answer)).toBe('nodata');
  });

  it('an id that the data no longer holds is passed over, never an error', () => {
    expect(one('overview', { territories: ['gone'] }).kind).toBe('which');
    expect(one('organisation', { organisations: ['gone'] }).kind).toBe('which');
    expect(outcomeOf(one('contacts', { territories: ['gone'] }))).toBe('clarify');
  });

  it('the welcome offers three questions', () => {
    expect(welcome(knowledge).next).toHaveLength(3);
    expect(outcomeOf(welcome(knowledge))).toBe('smalltalk');
  });
});

function ask(intent: Intent, parts: Partial<Frame> = {}): Frame {
  return { ...emptyFrame(intent), ...parts };
}

function one(intent: Intent, parts: Partial<Frame>): Answer {
  return answerFrame(ask(intent, parts), knowledge)[0];
}

function contactsOf(parts: Partial<Frame>) {
  const answer = one('contacts', parts);
  if (answer.kind !== 'contacts') throw new Error(answer.kind);
  return answer;
}

function themeOf(parts: Partial<Frame>) {
  const answer = one('theme', parts);
  if (answer.kind !== 'theme') throw new Error(answer.kind);
  return answer;
}

function listOf(parts: Partial<Frame>) {
  const answer = one('list', parts);
  if (answer.kind !== 'list') throw new Error(answer.kind);
  return answer;
}
