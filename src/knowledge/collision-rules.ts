import type { CloseNames } from './find-collisions.ts';
import type { Knowledge, Name } from './knowledge.ts';

/** A decision taken once for a whole family of close names, so that nobody has to write thousands of lines. */
export interface CollisionRule {
  readonly id: string;
  /** In French, as `npm run check:data` prints it. */
  readonly why: string;
  covers(pair: CloseNames, knowledge: Knowledge): boolean;
}

/** Heads of families: the name of a body followed by that of a place (CRESS Bretagne, France Active Normandie). */
const FAMILY_HEADS = ['cress', 'cres', 'region', 'chambre', 'conseil', 'france active', 'bge', 'ess'];

/**
 * The families that need no line in `data/collisions.yaml`. Communes are not compared pair by pair at all: one that is
 * also an ordinary word, or bears the name of a territory, an organisation, a theme or a term, gives way to it unless
 * the question names it as a place (« commune de … », « à … »).
 */
export const COLLISION_RULES: readonly CollisionRule[] = [
  {
    id: 'thème et glossaire',
    why: 'un mot peut être un thème et un mot du glossaire : la tournure de la question décide',
    covers: (pair) => areTypes(pair, ['theme', 'term']) && pair.first.type !== pair.second?.type,
  },
  {
    id: 'deux thèmes',
    why: 'un mot de tous les jours peut mener à deux thèmes : on les donne tous les deux',
    covers: (pair) => areTypes(pair, ['theme']),
  },
  {
    id: 'deux mots du glossaire',
    why: 'le plus long l’emporte quand il est écrit en entier',
    covers: (pair) => areTypes(pair, ['term']),
  },
  {
    id: 'mot courant dans un nom',
    why: 'le nom propre, plus long, l’emporte sur le thème ou le mot du glossaire qu’il contient',
    covers: (pair) =>
      pair.how === 'longer' && isOrdinary(pair.first) && pair.second !== null && !isOrdinary(pair.second),
  },
  {
    id: 'nom dans un mot du glossaire',
    why: 'la formule du glossaire, plus longue, l’emporte quand elle est écrite en entier',
    covers: (pair) => pair.how === 'longer' && pair.second?.type === 'term',
  },
  {
    id: 'organisation définie au glossaire',
    why: 'la même chose sous deux fiches : la tournure de la question décide',
    covers: (pair) => pair.how === 'same' && pairIs(pair, 'organisation', 'term'),
  },
  {
    id: 'territoire et son lieu',
    why: 'le territoire labellisé l’emporte sur le lieu officiel qu’il recouvre',
    covers: (pair, knowledge) => pairIs(pair, 'territory', 'place') && isItsPlace(pair, knowledge),
  },
  {
    id: 'territoire et sa collectivité',
    why: 'le territoire labellisé l’emporte sur l’organisation qui porte son nom',
    covers: (pair, knowledge) => pairIs(pair, 'territory', 'organisation') && isItsCollectivity(pair, knowledge),
  },
  {
    id: 'collectivité et son lieu',
    why: 'l’organisation l’emporte sur l’intercommunalité, la région l’emporte sur son conseil',
    covers: (pair) => pair.how === 'same' && pairIs(pair, 'organisation', 'place'),
  },
  {
    id: 'famille et lieu',
    why: 'CRESS Bretagne, France Active Normandie : le nom le plus long l’emporte quand il est écrit en entier',
    covers: (pair) => pair.how === 'longer' && pair.second !== null && isOfFamily(pair.second),
  },
  {
    id: 'deux lieux',
    why: 'le plus long l’emporte quand il est écrit en entier ; deux lieux du même nom sont le même endroit ou se demandent',
    covers: (pair) => areTypes(pair, ['place']) && pair.how !== 'near',
  },
  {
    id: 'deux surnoms de lieux',
    why: 'breton et bretonne, rennais et rouennais : l’orthographe la plus proche l’emporte',
    covers: (pair) => areTypes(pair, ['place']) && (pair.first.as === 'other' || pair.second?.as === 'other'),
  },
  {
    id: 'intercommunalité',
    why: 'une intercommunalité n’est reconnue que sous son nom exact, et cède à tout autre nom',
    covers: (pair) => pair.first.id.startsWith('epci-') || (pair.second?.id.startsWith('epci-') ?? false),
  },
  {
    id: 'lieu proche d’un mot',
    why: 'un vrai mot français n’est jamais corrigé en un nom de lieu',
    covers: (pair) => pair.how === 'near' && pair.word !== null && pair.first.type === 'place',
  },
];

function isOrdinary(name: Name): boolean {
  return name.type === 'theme' || name.type === 'term';
}

function areTypes(pair: CloseNames, types: readonly Name['type'][]): boolean {
  return types.includes(pair.first.type) && pair.second !== null && types.includes(pair.second.type);
}

function pairIs({ first, second }: CloseNames, a: Name['type'], b: Name['type']): boolean {
  return second !== null && ((first.type === a && second.type === b) || (first.type === b && second.type === a));
}

function find(pair: CloseNames, type: Name['type']): Name | undefined {
  return [pair.first, pair.second].find((name) => name?.type === type) ?? undefined;
}

// « Bretagne » and « Région Bretagne » are the territory's; « Occitanie » is not that of « Occitanie Est ».
function isItsPlace(pair: CloseNames, knowledge: Knowledge): boolean {
  const place = knowledge.place(find(pair, 'place')?.id ?? '');
  const territory = find(pair, 'territory')?.id;
  return place !== undefined && knowledge.territoriesAround(place).some((around) => around.id === territory);
}

function isItsCollectivity(pair: CloseNames, knowledge: Knowledge): boolean {
  const organisation = find(pair, 'organisation')?.id ?? '';
  const territory = find(pair, 'territory')?.id;
  const isMember = knowledge.membershipsOf(organisation).some((membership) => membership.territory === territory);
  return isMember && (pair.how === 'same' || knowledge.organisation(organisation)?.kind === 'collectivité');
}

function isOfFamily(name: Name): boolean {
  const text = name.text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return name.type !== 'person' && FAMILY_HEADS.some((head) => text.startsWith(`${head} `));
}
