import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { ThemeTie } from '../../src/records.ts';

const knowledge = createKnowledge('data');

const territoriesBy = (theme: string, strength: ThemeTie['strength']) => [
  ...new Set(
    knowledge
      .tiesOf(theme)
      .filter((tie) => tie.strength === strength)
      .map((tie) => tie.territory),
  ),
];

describe('the dataset', { timeout: 60_000 }, () => {
  it('holds the 20 territories of February 2019 and the 7 of December 2019', () => {
    expect(knowledge.territories.filter((territory) => territory.wave === 1)).toHaveLength(20);
    expect(knowledge.territories.filter((territory) => territory.wave === 2)).toHaveLength(7);
    expect(new Set(knowledge.territories.map((territory) => territory.labelledOn))).toEqual(
      new Set(['2019-02-25', '2019-12-20']),
    );
  });

  it('calls three territories régions, and Occitanie Est none', () => {
    const regions = knowledge.territories
      .filter((territory) => territory.kind === 'région')
      .map((territory) => territory.id);
    expect(regions).toEqual(['region-bretagne', 'region-normandie', 'region-nouvelle-aquitaine']);
  });

  it('gives every item an id of its own and at least one source', () => {
    const facts = knowledge.facts();
    expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length);
    expect(facts.filter((fact) => fact.sources.length === 0)).toEqual([]);
  });

  it('lists every item of a territory among its facts', () => {
    const ids = new Set(knowledge.facts().map((fact) => fact.id));
    for (const territory of knowledge.territories) {
      const items = [
        territory.summary,
        ...territory.challenges,
        ...territory.actions,
        ...territory.projects,
        ...territory.impacts,
        ...territory.figures,
        ...territory.members,
        ...territory.people,
      ];
      expect(items.filter((item) => !ids.has(item.id))).toEqual([]);
    }
  });

  it('uses each id for one record only, whatever its kind', () => {
    const records = [
      knowledge.territories,
      knowledge.organisations,
      knowledge.people,
      knowledge.themes,
      knowledge.terms,
    ].flat();
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length);
  });

  it('says what no source says of a territory without a known challenge', () => {
    for (const territory of knowledge.territories.filter((candidate) => candidate.challenges.length === 0)) {
      expect(
        territory.gaps.some((gap) => gap.about === 'challenges'),
        territory.id,
      ).toBe(true);
    }
  });

  it('keeps the same version for the same files', () => {
    expect(createKnowledge('data').version).toBe(knowledge.version);
    expect(knowledge.version).toMatch(/^[0-9a-f]{12}$/);
  });

  it('has every section of the label that a question may ask for', () => {
    expect(knowledge.label.sections.map((section) => section.id).toSorted()).toEqual(
      [
        'accompagnement',
        'association',
        'criteres',
        'definition',
        'lancement',
        'partenaires',
        'qui',
        'suites',
        'thematiques',
        'vague-1',
        'vague-2',
      ].toSorted(),
    );
    expect(knowledge.label.timeline[0]?.date).toBe('2018-01-18');
  });
});

describe('themes', () => {
  it('finds ageing among the challenges of Bretagne and Nouvelle-Aquitaine, and of nobody else', () => {
    expect(territoriesBy('vieillissement', 'challenge')).toEqual(['region-bretagne', 'region-nouvelle-aquitaine']);
  });

  it('finds the ecological transition among the challenges of Bretagne, while Nouvelle-Aquitaine only mentions it', () => {
    expect(territoriesBy('transition-ecologique', 'challenge')).toContain('region-bretagne');
    expect(territoriesBy('transition-ecologique', 'challenge')).not.toContain('region-nouvelle-aquitaine');
    expect(territoriesBy('transition-ecologique', 'mention')).toContain('region-nouvelle-aquitaine');
  });

  it('answers a theme with its narrower ones: reuse counts for the circular economy', () => {
    expect(knowledge.withNarrower('economie-circulaire')).toEqual(['economie-circulaire', 'dechets', 'reemploi']);
    expect(territoriesBy('economie-circulaire', 'challenge')).toContain('strasbourg-eurometropole');
  });

  it('puts challenges first, then actions, projects and mentions, each item once', () => {
    const ties = knowledge.tiesOf('alimentation-durable');
    const ranks = ties.map((tie) => ['challenge', 'action', 'project', 'mention'].indexOf(tie.strength));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ties.map((tie) => tie.item.id)).size).toBe(ties.length);
  });

  it('never counts as a target what no source ties to the label', () => {
    for (const theme of knowledge.themes) {
      for (const tie of knowledge.tiesOf(theme.id)) {
        if ('link' in tie.item && tie.item.link === 'context') expect(tie.strength).toBe('mention');
      }
    }
  });
});

describe('organisations and people', () => {
  it('keeps one record for a CRESS that several territories share', () => {
    const territories = knowledge.membershipsOf('cress-pays-de-la-loire').map((membership) => membership.territory);
    expect(territories).toEqual(['le-mans-sarthe', 'nantes-metropole']);
  });

  it('shows CRESS Normandie as a member of 2019 that is dissolved, and whom to turn to instead', () => {
    const cress = knowledge.cressOf('28');
    expect(cress?.id).toBe('cress-normandie');
    expect(cress?.status).toMatchObject({ is: 'dissolved', insteadOf: 'ess-france' });
    expect(cress?.status.fact?.text).toContain('11 juillet 2025');
    expect(knowledge.territory('region-normandie')?.members[0]).toMatchObject({
      organisation: 'cress-normandie',
      kind: 'lead',
    });
  });

  it('has a CRESS for each of the 18 régions', () => {
    expect(knowledge.organisations.filter((organisation) => organisation.cressOf !== null)).toHaveLength(18);
  });

  it('knows France Active Bretagne by the name it had in 2019', () => {
    expect(knowledge.organisation('france-active-bretagne')?.otherNames).toContain('Bretagne Active');
    expect(knowledge.organisation('france-active-bretagne')?.status.is).toBe('renamed');
  });

  it('gathers all that one person was and said in one record', () => {
    const itier = knowledge.person('christophe-itier');
    expect(itier?.appearances.map((appearance) => appearance.territory)).toEqual(
      expect.arrayContaining([null, 'mayotte', 'region-bretagne']),
    );
  });

  it('never puts a position between quotation marks', () => {
    const positions = knowledge.people
      .flatMap((person) => person.appearances)
      .map((appearance) => appearance.position ?? '');
    expect(positions.filter((position) => position.startsWith('«'))).toEqual([]);
  });
});

describe('names', () => {
  const idsOf = (text: string) => knowledge.names.filter((name) => name.text === text).map((name) => name.id);

  it('lists what an editor wrote, with the kind of name it is', () => {
    expect(knowledge.names).toContainEqual({ type: 'territory', id: 'region-bretagne', text: 'Bretagne', as: 'other' });
    expect(knowledge.names).toContainEqual({ type: 'organisation', id: 'adress', text: 'ADRESS', as: 'short' });
    expect(knowledge.names).toContainEqual({ type: 'theme', id: 'vieillissement', text: 'seniors', as: 'synonym' });
    expect(knowledge.names).toContainEqual({ type: 'place', id: 'departement-93', text: '93', as: 'code' });
    expect(knowledge.names).toContainEqual({ type: 'person', id: 'christophe-itier', text: 'Itier', as: 'other' });
  });

  it('leads everyday and former names of places to the official ones', () => {
    expect(idsOf('neuf trois')).toEqual(['departement-93']);
    expect(idsOf('PACA')).toEqual(['region-93']);
    expect(idsOf('Midi-Pyrénées')).toEqual(['region-76']);
    expect(idsOf('Alsace')).toEqual(['departement-67', 'departement-68']);
    expect(idsOf('Rennes Métropole')).toEqual(['epci-243500139']);
    expect(idsOf('Languedoc-Roussillon')).toEqual(['occitanie-est']);
  });
});
