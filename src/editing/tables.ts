import { INTENTS } from '../answer.ts';
import { DECISIONS } from '../knowledge/formats/collisions-format.ts';
import { STATES } from '../knowledge/formats/organisation-format.ts';
import { GAP_SUBJECTS, PLACES_IN_GROUP } from '../knowledge/formats/territory-format.ts';
import { TERRITORY_KINDS } from '../records.ts';
import type { CellKind, Column, Home, Table, Value } from './table.ts';
import { textAt, valueAt } from './value.ts';

type Options = Partial<Pick<Column, 'isList' | 'choices' | 'to' | 'digits'>>;

const SEVERAL = 'Plusieurs valeurs : séparez-les par un point-virgule.';
const LABEL = 'label';

const id = column(
  'Identifiant',
  'id',
  'id',
  'Minuscules sans accent, chiffres, traits d’union. Ne le changez jamais : des liens y mènent.',
);
const text = column(
  'Texte',
  'texte',
  'text',
  'Dans nos propres mots. Apostrophes et espaces insécables sont corrigées à l’import.',
);
const title = column('Titre', 'titre', 'text', 'Quelques mots.');
const sources = references('Sources', 'sources', 'Sources', 'Au moins une : identifiants de la feuille Sources.');
const themes = references(
  'Thèmes',
  'themes',
  'Thèmes',
  'Identifiants de la feuille Thèmes : seulement ceux dont le texte parle vraiment.',
);
const otherNames = column('Autres noms', 'autres-noms', 'text', 'Sigles, anciens noms, surnoms.', { isList: true });
const checkedOn = column('Relu le', 'relu-le', 'date', 'Date de la dernière relecture de la fiche : 2026-11-23.');
const territory = reference('Territoire', '', 'Territoires', 'Identifiant de la feuille Territoires.');
const territoryOrLabel = reference(
  'Territoire',
  '',
  'Territoires',
  'Identifiant de la feuille Territoires, ou « label » pour ce qui touche le label lui-même.',
);
const link = column('Lien', 'lien', 'choice', '« label » quand une source le rattache au label, sinon « contexte ».', {
  choices: ['label', 'contexte'],
});
const linkNote = column('Note de lien', 'note-de-lien', 'text', 'Ce que la source dit de ce lien, s’il y a lieu.');

/** Every sheet of the spreadsheet, in order: what an editor may change, and where it stands in `data/`. */
export const TABLES: readonly Table[] = [
  folderOf('Territoires', 'territories', 'Une ligne par territoire labellisé.', [
    id,
    column('Nom', 'nom', 'text', 'Le nom officiel du territoire.'),
    otherNames,
    column('« le … »', 'dans-la-phrase.le', 'text', 'Le nom avec son article : la Région Bretagne.'),
    column('« en … »', 'dans-la-phrase.en', 'text', 'Pour dire où : en Bretagne.'),
    column('« de … »', 'dans-la-phrase.de', 'text', 'Pour dire de quoi : de la Région Bretagne.'),
    column('Catégorie', 'categorie', 'choice', 'Une seule.', { choices: TERRITORY_KINDS }),
    column('Forme', 'forme', 'text', 'Forme juridique ou nature, quand une source la dit.'),
    column('Région', 'region', 'code', 'Code officiel de la région : 53 pour la Bretagne.', { digits: 2 }),
    column('Départements', 'departements', 'code', 'Codes officiels : 22; 29.', { isList: true, digits: 2 }),
    column('Périmètre : régions', 'perimetre.regions', 'code', 'Codes officiels des régions entières.', {
      isList: true,
      digits: 2,
    }),
    column('Périmètre : départements', 'perimetre.departements', 'code', 'Codes officiels des départements entiers.', {
      isList: true,
      digits: 2,
    }),
    column('Périmètre : intercommunalités', 'perimetre.intercommunalites', 'code', 'Numéros Siren, neuf chiffres.', {
      isList: true,
      digits: 9,
    }),
    column('Périmètre : communes', 'perimetre.communes', 'code', 'Codes Insee, cinq chiffres.', {
      isList: true,
      digits: 5,
    }),
    references('Périmètre : sources', 'perimetre.sources', 'Sources', 'Identifiants de la feuille Sources.'),
    column('Vague', 'vague', 'choice', '1 ou 2.', { choices: ['1', '2'] }),
    column('Labellisé le', 'labellise-le', 'date', 'Date de l’annonce : 2019-02-25.'),
    references('Sources du label', 'sources-du-label', 'Sources', 'Les pages qui disent le nom, la vague et la date.'),
    column('Remise le', 'remise.le', 'date', 'Date de la cérémonie sur place, si une source la dit.'),
    references('Remise : sources', 'remise.sources', 'Sources', 'Identifiants de la feuille Sources.'),
    column('Résumé', 'resume.texte', 'text', 'Deux ou trois phrases.'),
    references('Résumé : thèmes', 'resume.themes', 'Thèmes', 'Identifiants de la feuille Thèmes.'),
    references('Résumé : sources', 'resume.sources', 'Sources', 'Identifiants de la feuille Sources.'),
  ]),
  itemsOf(
    'Défis',
    territory,
    ['Territoire', 'Identifiant'],
    inTerritories('defis'),
    'Ce que chaque territoire s’est donné à faire.',
    [
      id,
      title,
      text,
      column(
        'Officiel',
        'officiel',
        'choice',
        '« non » quand l’intitulé n’est pas celui de la candidature ; vide quand aucune source ne le dit.',
        { choices: ['oui', 'non'] },
      ),
      themes,
      column('Mots de la source', 'mots', 'text', 'Sous-thèmes, dans les mots de la source.', { isList: true }),
      sources,
    ],
  ),
  itemsOf('Actions', territory, ['Territoire', 'Identifiant'], inTerritories('actions'), 'Ce que le territoire fait.', [
    id,
    title,
    text,
    link,
    linkNote,
    themes,
    sources,
  ]),
  itemsOf('Projets', territory, ['Territoire', 'Identifiant'], inTerritories('projets'), 'Les projets concrets.', [
    id,
    title,
    text,
    link,
    linkNote,
    themes,
    sources,
  ]),
  itemsOf(
    'Effets',
    territory,
    ['Territoire', 'Identifiant'],
    inTerritories('impacts'),
    'Ce que cela a changé, ou devait changer.',
    [id, text, themes, sources],
  ),
  itemsOf(
    'Chiffres',
    territory,
    ['Territoire', 'Identifiant'],
    inTerritories('chiffres'),
    'Un chiffre par ligne, dans une phrase.',
    [id, text, sources],
  ),
  itemsOf(
    'Membres',
    territory,
    ['Territoire', 'Identifiant'],
    inTerritories('membres'),
    'La place de chaque organisation dans chaque territoire : ce sont les contacts.',
    [
      id,
      reference('Organisation', 'organisation', 'Organisations', 'Identifiant de la feuille Organisations.'),
      column('Place', 'place', 'choice', '« contexte » pour ce qui n’est pas du collectif.', {
        choices: PLACES_IN_GROUP,
      }),
      column('Rôle', 'role', 'text', 'Une phrase, avec son point.'),
      themes,
      column('Note', 'note', 'text', 'Une réserve, s’il y en a une.'),
      sources,
    ],
  ),
  itemsOf(
    'Apparitions',
    territoryOrLabel,
    ['Territoire', 'Identifiant'],
    inTerritoriesAndLabel('personnes'),
    'Qui était quoi, quand, et ce qu’il ou elle a dit.',
    [
      id,
      reference('Personne', 'personne', 'Personnes', 'Identifiant de la feuille Personnes.'),
      column('Fonction', 'fonction', 'text', 'La fonction à cette date.'),
      column('Date', 'date', 'date', '2019-02-25, ou 2019-02, ou 2019 ; vide quand aucune source ne la dit.'),
      column('Position', 'position', 'text', 'Ce que la personne a dit, raconté et jamais entre guillemets.'),
      sources,
    ],
  ),
  itemsOf(
    'Manques',
    territoryOrLabel,
    ['Territoire', 'Identifiant'],
    inTerritoriesAndLabel('manques'),
    'Ce qu’aucune source ne dit.',
    [
      id,
      column('Sur', 'sur', 'choice', 'Le sujet.', { choices: GAP_SUBJECTS }),
      column('Texte', 'texte', 'text', 'Une phrase.'),
    ],
  ),
  folderOf('Organisations', 'organisations', 'Une ligne par organisation, partagée par tous les territoires.', [
    id,
    column('Nom', 'nom', 'text', 'Le nom complet.'),
    column('Sigle', 'sigle', 'text', 'Le nom court de tous les jours.'),
    otherNames,
    column('Nature', 'nature', 'text', 'Association, collectivité, incubateur, CRESS …'),
    column('CRESS de', 'cress-de', 'code', 'Code officiel de la région, pour une CRESS seulement.', { digits: 2 }),
    column('Ville', 'ville', 'text', 'La ville du siège.'),
    column('Site web', 'site.adresse', 'url', 'Adresse complète, avec https://'),
    column(
      'Site vérifié le',
      'site.verifie.le',
      'date',
      'Le jour où quelqu’un a ouvert le site ; vide : « lien non vérifié ».',
    ),
    column('Site vérifié par', 'site.verifie.par', 'text', 'Son nom ou celui de son organisme.'),
    column('Description', 'description.texte', 'text', 'Une ou deux phrases.'),
    references('Description : sources', 'description.sources', 'Sources', 'Identifiants de la feuille Sources.'),
    column('État', 'etat.est', 'choice', 'Vide : aucun changement connu.', { choices: STATES }),
    column('État : texte', 'etat.texte', 'text', 'Ce qui s’est passé, quand.'),
    references('État : sources', 'etat.sources', 'Sources', 'Identifiants de la feuille Sources.'),
    reference(
      'À la place',
      'etat.a-la-place',
      'Organisations',
      'À qui s’adresser à la place : identifiant de cette feuille.',
    ),
    checkedOn,
    sources,
  ]),
  folderOf('Personnes', 'people', 'Une ligne par personne ; ses fonctions sont dans Apparitions.', [
    id,
    column('Nom', 'nom', 'text', 'Prénom et nom.'),
    otherNames,
    checkedOn,
  ]),
  folderOf('Thèmes', 'themes', 'Le thésaurus ; les mots de tous les jours sont dans Synonymes.', [
    id,
    column('Nom', 'nom', 'text', 'Le nom du thème.'),
    reference('Plus large', 'plus-large', 'Thèmes', 'Le thème plus large : identifiant de cette feuille.'),
  ]),
  valuesOf(
    'Synonymes',
    'Synonyme',
    reference('Fiche', '', null, 'Identifiant d’un thème ou d’un mot du glossaire.'),
    'Les mots de tous les jours pour un thème ou un mot du glossaire, un par ligne.',
    (path, value) =>
      isIn(path, 'themes') || isIn(path, 'terms') ? [{ at: ['synonymes'], parent: textAt(value, 'id') }] : [],
  ),
  folderOf('Glossaire', 'terms', 'Un mot par ligne.', [
    id,
    column('Mot', 'terme', 'text', 'Le mot ou le sigle.'),
    column('En toutes lettres', 'developpe', 'text', 'Le sigle en toutes lettres.'),
    column('Définition', 'definition.texte', 'text', 'Une ou deux phrases.'),
    references('Sources', 'definition.sources', 'Sources', 'Identifiants de la feuille Sources.'),
  ]),
  itemsOf(
    'Sources',
    null,
    ['Identifiant'],
    inFile('sources.yaml', []),
    'Toutes les pages citées, une fois chacune. Une source qui ne sert plus est une faute.',
    [
      id,
      title,
      column('Éditeur', 'editeur', 'text', 'Qui publie la page.'),
      column('Adresse', 'adresse', 'url', 'Adresse complète, avec https://'),
      column('Date', 'date', 'date', '2019-02-25, ou 2019-02, ou 2019 ; vide quand la page n’en porte pas.'),
    ],
  ),
  {
    ...itemsOf('Label', null, [], inFile('label.yaml', []), 'Le label en bref : une seule ligne.', [
      column('Nom', 'nom', 'text', 'Le nom du label.'),
      otherNames,
      column('Résumé', 'resume.texte', 'text', 'Deux ou trois phrases.'),
      references('Résumé : sources', 'resume.sources', 'Sources', 'Identifiants de la feuille Sources.'),
    ]),
    rows: 'file',
  },
  itemsOf(
    'Faits du label',
    column('Partie', '', 'ref', 'La partie du label : definition, qui, lancement …'),
    ['Partie', 'Identifiant'],
    labelSections,
    'Ce que l’on sait du label, partie par partie.',
    [id, text, sources],
  ),
  itemsOf(
    'Chronologie',
    null,
    ['Identifiant'],
    inFile('label.yaml', ['chronologie']),
    'L’histoire du label, une date par ligne.',
    [id, column('Date', 'date', 'date', '2019-02-25, ou 2019-02, ou 2019.'), text, sources],
  ),
  valuesOf(
    'Questions',
    'Exemple',
    column('Genre', '', 'ref', 'Le genre de question : contacts, label/definition, smalltalk/thanks …'),
    'Des phrases d’exemple par genre de question. ⟨territory⟩, ⟨place⟩, ⟨theme⟩, ⟨term⟩ … tiennent la place des noms.',
    (path, value) => {
      if (!isIn(path, 'intents')) return [];
      if (!Array.isArray(value)) return [{ at: ['examples'], parent: textAt(value, 'id') }];
      return value.map((one, index): Home => ({ at: [index, 'examples'], parent: textAt(one, 'id') }));
    },
  ),
  itemsOf(
    'Hors données',
    null,
    ['Identifiant'],
    inFile('unheld.yaml', []),
    'Ce que l’on demande souvent et que les données ne contiennent pas.',
    [
      column('Identifiant', 'id', 'id', 'Ne le changez jamais.'),
      column('Nom', 'label', 'words', 'Ce qui suit « je n’ai pas » : les numéros de téléphone.'),
      column('Mots', 'words', 'words', 'Les mots exacts qui l’annoncent.', { isList: true }),
      column('À la place', 'instead', 'choice', 'Le genre de question qui peut aider ; « null » : aucun.', {
        choices: ['null', ...INTENTS],
      }),
    ],
  ),
  itemsOf(
    'Lieux',
    null,
    ['Noms', 'Lieux officiels'],
    inFile('places/alias.yaml', []),
    'Les noms de tous les jours des lieux.',
    [
      column('Noms', 'noms', 'text', 'Paca; Région Sud.', { isList: true }),
      column('Lieux officiels', 'lieux', 'words', 'region-53, departement-35, epci-243500139 ou commune-35238.', {
        isList: true,
      }),
    ],
  ),
  itemsOf(
    'Noms proches',
    null,
    ['Nom', 'Autre nom'],
    inFile('collisions.yaml', []),
    'Les noms trop proches l’un de l’autre ou d’un mot courant, et ce qu’il faut en faire.',
    [
      column('Nom', 'entre', 'words', 'Le premier nom.'),
      column('Autre nom', 'et', 'words', 'Un autre nom, ou un mot courant.'),
      column(
        'Décision',
        'decision',
        'choice',
        'mot : seul le nom exact compte ; demander : on demande lequel ; premier, second : celui-là l’emporte ; distincts : on ne les confond pas.',
        { choices: DECISIONS },
      ),
      column('Pourquoi', 'pourquoi', 'text', 'Une phrase.'),
    ],
  ),
];

function column(header: string, path: string, kind: CellKind, help: string, options: Options = {}): Column {
  const isList = options.isList ?? false;
  return {
    header,
    path: path === '' ? [] : path.split('.'),
    kind,
    isList,
    choices: options.choices ?? [],
    to: options.to ?? null,
    digits: options.digits ?? 0,
    help: isList ? `${help} ${SEVERAL}` : help,
  };
}

function reference(header: string, path: string, to: string | null, help: string): Column {
  return column(header, path, 'ref', help, { to });
}

function references(header: string, path: string, to: string, help: string): Column {
  return column(header, path, 'ref', help, { to, isList: true });
}

function folderOf(sheet: string, folder: string, help: string, columns: readonly Column[]): Table {
  return {
    sheet,
    rows: 'files',
    folder,
    help,
    parent: null,
    columns,
    key: ['Identifiant'],
    homes: (path) => (isIn(path, folder) ? [{ at: [], parent: '' }] : []),
  };
}

function itemsOf(
  sheet: string,
  parent: Column | null,
  key: readonly string[],
  homes: Table['homes'],
  help: string,
  columns: readonly Column[],
): Table {
  return { sheet, rows: 'items', folder: '', help, parent, columns, key, homes };
}

function valuesOf(sheet: string, header: string, parent: Column, help: string, homes: Table['homes']): Table {
  const only = column(header, '', 'words', help);
  return { sheet, rows: 'values', folder: '', help, parent, columns: [only], key: [parent.header, header], homes };
}

function inTerritories(list: string): Table['homes'] {
  return (path, value) => (isIn(path, 'territories') ? [{ at: [list], parent: textAt(value, 'id') }] : []);
}

function inTerritoriesAndLabel(list: string): Table['homes'] {
  const territories = inTerritories(list);
  return (path, value) => (path === 'label.yaml' ? [{ at: [list], parent: LABEL }] : territories(path, value));
}

function inFile(file: string, at: readonly string[]): Table['homes'] {
  return (path) => (path === file ? [{ at, parent: '' }] : []);
}

function labelSections(path: string, value: Value): readonly Home[] {
  const sections = path === 'label.yaml' ? valueAt(value, ['sections']) : undefined;
  if (!Array.isArray(sections)) return [];
  return sections.map((section, index) => ({ at: ['sections', index, 'faits'], parent: textAt(section, 'id') }));
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
