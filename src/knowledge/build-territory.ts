import type { Appearance, Gap, Membership, MembershipKind, Territory, Work } from '../records.ts';
import type { PLACES_IN_GROUP, TerritoryFile } from './formats/territory-format.ts';
import type { LinkSources } from './link-sources.ts';
import type { Places } from './places.ts';

const MEMBERSHIPS: Readonly<Record<(typeof PLACES_IN_GROUP)[number], MembershipKind>> = {
  'chef de file': 'lead',
  membre: 'member',
  partenaire: 'partner',
  contexte: 'context',
};
const ORDER: readonly MembershipKind[] = ['lead', 'member', 'partner', 'context'];
const SUBJECTS: Readonly<Record<TerritoryFile['manques'][number]['sur'], Gap['about']>> = {
  défis: 'challenges',
  actions: 'actions',
  projets: 'projects',
  contacts: 'contacts',
  personnes: 'people',
  impacts: 'impacts',
  lieux: 'places',
  dates: 'dates',
  autre: 'other',
};

/** One file of `data/territories/` as a record: ids get the territory's in front, sources and official names are looked up. */
export function buildTerritory(file: TerritoryFile, link: LinkSources, places: Places): Territory {
  const prefix = (id: string) => `${file.id}/${id}`;
  const statement = (item: TerritoryFile['chiffres'][number]) => ({
    id: prefix(item.id),
    text: item.texte,
    sources: link(item.sources),
  });
  const work = (item: TerritoryFile['actions'][number]): Work => ({
    ...statement(item),
    title: item.titre ?? null,
    link: item.lien === 'label' ? 'label' : 'context',
    linkNote: item['note-de-lien'] ?? null,
    themes: item.themes,
  });
  const unit = (code: string, kind: 'region' | 'departement') => ({ code, name: places[kind](code)?.name ?? code });

  return {
    id: file.id,
    name: file.nom,
    otherNames: file['autres-noms'],
    wording: { the: file['dans-la-phrase'].le, in: file['dans-la-phrase'].en, of: file['dans-la-phrase'].de },
    kind: file.categorie,
    legalForm: file.forme ?? null,
    region: unit(file.region, 'region'),
    departements: file.departements.map((code) => unit(code, 'departement')),
    perimeter: {
      regions: file.perimetre.regions,
      departements: file.perimetre.departements,
      intercommunalites: file.perimetre.intercommunalites,
      communes: file.perimetre.communes,
    },
    wave: file.vague === '1' ? 1 : 2,
    labelledOn: file['labellise-le'],
    labelSources: link(file['sources-du-label']),
    handedOver: file.remise ? { on: file.remise.le, sources: link(file.remise.sources) } : null,
    summary: { id: prefix('resume'), text: file.resume.texte, sources: link(file.resume.sources) },
    challenges: file.defis.map((item) => ({
      ...statement(item),
      title: item.titre,
      official: item.officiel === undefined ? null : item.officiel === 'oui',
      themes: item.themes,
      words: item.mots,
    })),
    actions: file.actions.map(work),
    projects: file.projets.map(work),
    impacts: file.impacts.map(statement),
    figures: file.chiffres.map(statement),
    members: file.membres
      .map(
        (item): Membership => ({
          id: prefix(item.id),
          text: item.role,
          sources: link(item.sources),
          territory: file.id,
          organisation: item.organisation,
          kind: MEMBERSHIPS[item.place],
          note: item.note ?? null,
        }),
      )
      .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)),
    people: buildAppearances(file.personnes, file.id, link),
    gaps: buildGaps(file.manques, file.id),
  };
}

/** The appearances listed in a file; `owner` is a territory's id, or `label` for those about the label itself. */
export function buildAppearances(
  items: TerritoryFile['personnes'],
  owner: string,
  link: LinkSources,
): readonly Appearance[] {
  return items.map((item) => ({
    id: `${owner}/${item.id}`,
    person: item.personne,
    territory: owner === 'label' ? null : owner,
    function: item.fonction,
    asOf: item.date ?? null,
    position: item.position ?? null,
    sources: link(item.sources),
  }));
}

/** The known gaps listed in a file. */
export function buildGaps(items: TerritoryFile['manques'], owner: string): readonly Gap[] {
  return items.map((item) => ({ id: `${owner}/${item.id}`, text: item.texte, about: SUBJECTS[item.sur] }));
}
