import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildPlaces } from '../../src/knowledge/build-places.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { Place } from '../../src/records.ts';

const knowledge = createKnowledge('data');

function place(id: string): Place {
  const found = knowledge.place(id);
  if (!found) throw new Error(`no place ${id}`);
  return found;
}

const around = (id: string) => knowledge.territoriesAround(place(id)).map((territory) => territory.id);
const inside = (id: string) => knowledge.territoriesInside(place(id)).map((territory) => territory.id);

function communesNamed(folded: string): readonly string[] {
  const index = knowledge.communes.folded.indexOf(folded);
  return index < 0 ? [] : knowledge.communes.ids(index);
}

describe('the official list', { timeout: 60_000 }, () => {
  it('is the one of the pinned package', () => {
    for (const [name, content] of Object.entries(buildPlaces())) {
      expect(
        readFileSync(`data/places/${name}`, 'utf8') === content,
        `run: node src/knowledge/build-places.ts (${name})`,
      ).toBe(true);
    }
  });

  it('knows a commune, its département, its region and its intercommunalité', () => {
    expect(place('commune-35238')).toMatchObject({
      name: 'Rennes',
      departement: '35',
      region: '53',
      intercommunalite: '243500139',
    });
  });

  it('finds homonyms, the most populated first', () => {
    expect(communesNamed('saint denis').slice(0, 2)).toEqual(['commune-97411', 'commune-93066']);
  });

  it('sorts folded names so that they can be searched by halves', () => {
    const { folded } = knowledge.communes;
    expect(folded.every((name, index) => index === 0 || (folded[index - 1] ?? '') < name)).toBe(true);
  });

  it('leads the name of a former commune to the one that took it in', () => {
    expect(communesNamed('notre dame de gravenchon')).toEqual(['commune-76476']);
  });

  it('gives nothing for an unknown id', () => {
    expect(knowledge.place('commune-99999')).toBeUndefined();
    expect(knowledge.place('region-')).toBeUndefined();
  });
});

describe('places in a sentence', () => {
  it.each([
    ['departement-35', 'en Ille-et-Vilaine'],
    ['departement-29', 'dans le Finistère'],
    ['departement-26', 'dans la Drôme'],
    ['departement-22', 'dans les Côtes-d’Armor'],
    ['departement-75', 'à Paris'],
    ['departement-93', 'en Seine-Saint-Denis'],
    ['region-04', 'à La Réunion'],
    ['region-32', 'dans les Hauts-de-France'],
    ['region-44', 'dans le Grand Est'],
    ['commune-35238', 'à Rennes'],
    ['commune-72181', 'au Mans'],
    ['commune-17300', 'à La Rochelle'],
    ['commune-97101', 'aux Abymes'],
    ['epci-243500139', 'à Rennes Métropole'],
  ])('%s is « %s »', (id, words) => {
    expect(place(id).wording.in).toBe(words);
  });

  it('elides before a vowel', () => {
    expect(place('commune-49007').wording.of).toBe('d’Angers');
    expect(place('commune-76540').wording.of).toBe('de Rouen');
  });
});

describe('inclusion', () => {
  it.each([
    ['commune-35238', 'Rennes', ['region-bretagne']],
    ['commune-87085', 'Limoges', ['region-nouvelle-aquitaine']],
    ['commune-86194', 'Poitiers', ['grand-poitiers', 'region-nouvelle-aquitaine']],
    ['commune-11262', 'Narbonne', ['grand-narbonne', 'occitanie-est']],
    ['commune-46102', 'Figeac', ['figeac']],
    ['commune-31555', 'Toulouse', ['toulouse-metropole']],
    ['commune-72181', 'Le Mans', ['le-mans-sarthe']],
    ['departement-29', 'Finistère', ['region-bretagne']],
    ['departement-34', 'Hérault', ['occitanie-est']],
    ['commune-93048', 'Montreuil', ['est-ensemble']],
    ['commune-62588', 'Montreuil-sur-Mer', ['montreuillois']],
    ['commune-59350', 'Lille', []],
  ])('%s, %s, lies in %s %j', (id, _name, territories) => {
    expect(around(id)).toEqual(territories);
  });

  it.each([
    ['region-76', 'Occitanie', ['figeac', 'grand-narbonne', 'occitanie-est', 'toulouse-metropole']],
    ['departement-93', 'Seine-Saint-Denis', ['est-ensemble']],
    ['departement-26', 'Drôme', ['valence-romans']],
    ['epci-200093201', 'Métropole européenne de Lille', ['roubaix']],
    ['region-75', 'Nouvelle-Aquitaine, itself labelled', ['grand-poitiers']],
    ['region-94', 'Corse', []],
  ])('%s, %s, holds %s %j', (id, _name, territories) => {
    expect(inside(id).toSorted()).toEqual(territories);
  });

  it('reaches each territory but the Olympic one from a commune, and each from its region', () => {
    for (const territory of knowledge.territories) {
      const region = place(`region-${territory.region.code}`);
      const reached = [...knowledge.territoriesAround(region), ...knowledge.territoriesInside(region)];
      expect(reached.map((one) => one.id)).toContain(territory.id);
    }
  });

  it('never shows a territory in a region that is not its own', () => {
    for (const code of ['11', '24', '27', '28', '32', '44', '52', '53', '75', '76', '84', '93', '94']) {
      const region = place(`region-${code}`);
      for (const territory of [...knowledge.territoriesAround(region), ...knowledge.territoriesInside(region)]) {
        expect(territory.region.code).toBe(code);
      }
    }
  });
});
