import { join } from 'node:path';
import { spacePunctuation } from '../knowledge/fault.ts';
import { createLocator, type ValuePath } from '../knowledge/parse-file.ts';
import { distance } from '../language/distance.ts';
import { fold } from '../language/fold.ts';
import type { DataFolder } from './read-files.ts';
import type { Value } from './table.ts';
import { textAt, valueAt } from './value.ts';

const KIND = /^Genre de question : (.+)$/;
const NAME = /^« (.+) » → (\w+) (\S+) \(([\d.]+)\)(, à exclure)?$/;
const CHANCE = /^Chance que ce soit bien compris : ([\d.]+)$/;
const HOLE = /⟨\w+⟩/g;
const FARTHEST = 3;
const TYPES: Readonly<Record<string, string>> = {
  territory: 'territoire',
  place: 'lieu',
  theme: 'thème',
  organisation: 'organisation',
  person: 'personne',
  term: 'mot du glossaire',
  wave: 'vague',
  kind: 'catégorie',
};
const KINDS: Readonly<Record<string, string>> = {
  overview: 'vue d’ensemble',
  contacts: 'contacts',
  challenges: 'défis',
  actions: 'actions',
  projects: 'projets',
  impacts: 'effets',
  people: 'personnes d’un territoire',
  places: 'lieux d’un territoire',
  date: 'dates',
  theme: 'territoires d’un thème',
  organisation: 'une organisation',
  person: 'une personne',
  term: 'un mot du glossaire',
  label: 'le label',
  list: 'liste de territoires',
  'is-labelled': 'labellisé ou non',
  compare: 'comparaison',
  sources: 'sources',
  apply: 'se porter candidat',
  offtopic: 'hors sujet',
  unheld: 'ce que les données n’ont pas',
  smalltalk: 'à côté du sujet',
};
/** Where each kind of record writes its names. */
const NAME_PATHS: readonly ValuePath[] = [['nom'], ['sigle'], ['terme'], ['developpe'], ['autres-noms'], ['synonymes']];

interface Place {
  readonly text: string;
  /** `data/themes/energie.yaml:7` */
  readonly where: string;
}

/** Why a question was read as it was, in French: which words matched what, how surely, what came second, and which file to edit. */
export function explainReasons(question: string, reasons: readonly string[], folder: DataFolder): readonly string[] {
  const locate = createLocate(folder);
  const lines = reasons.flatMap((reason): readonly string[] => {
    const kinds = KIND.exec(reason)?.[1];
    if (kinds !== undefined) return explainKinds(question, kinds, folder, locate);
    const [, text, type = '', id = '', sure, negated] = NAME.exec(reason) ?? [];
    if (text !== undefined)
      return explainName({ text, type, id, sure: Number(sure), isOut: negated !== undefined }, folder, locate);
    const chance = CHANCE.exec(reason)?.[1];
    return [chance === undefined ? reason : `Chance que ce soit bien compris : ${percent(Number(chance))}`];
  });
  if (lines.length === 0) return ['Rien à expliquer : la phrase a été lue telle quelle, sans deviner.'];
  return lines.map(spacePunctuation);
}

type Locate = (path: string, at: ValuePath) => string;

function explainKinds(question: string, ranked: string, folder: DataFolder, locate: Locate): readonly string[] {
  const kinds = ranked.split(' · ').map((one) => {
    const at = one.lastIndexOf(' ');
    return {
      id: one.slice(0, at),
      score: one
        .slice(at + 1)
        .replace('.', ',')
        .replace('-', '−'),
    };
  });
  const [first, second] = kinds;
  if (first === undefined) return [];
  return [
    `Genre de question : ${kinds.map(({ id, score }) => `${nameKind(id)} (${score})`).join(', puis ')}`,
    ...explainExample(question, first.id, 'phrase d’exemple la plus proche', folder, locate),
    ...(second === undefined
      ? []
      : explainExample(question, second.id, `pour « ${nameKind(second.id)} », ce serait`, folder, locate)),
  ];
}

function explainExample(
  question: string,
  intent: string,
  label: string,
  folder: DataFolder,
  locate: Locate,
): readonly string[] {
  const examples = listExamples(intent, folder, locate);
  const asked = wordsOf(question);
  const likeness = (example: string): number => {
    const words = wordsOf(example);
    return words.filter((word) => asked.includes(word)).length / Math.max(1, new Set([...words, ...asked]).size);
  };
  const best = examples.toSorted((a, b) => likeness(b.text) - likeness(a.text))[0];
  if (best === undefined) return [];
  const where = likeness(best.text) === 0 ? best.where.replace(/:\d+$/, '') : best.where;
  const quote = likeness(best.text) === 0 ? 'aucune ne partage un mot avec la question' : `« ${best.text} »`;
  return [`  ${label} : ${quote} ; pour en ajouter une : ${where}`];
}

function listExamples(intent: string, folder: DataFolder, locate: Locate): readonly Place[] {
  const isAsked = (id: string): boolean =>
    id === intent || (intent.endsWith('/any') && id.startsWith(intent.replace(/any$/, '')));
  return [...folder.files].flatMap(([path, value]) => {
    if (!path.startsWith('intents/')) return [];
    const groups: readonly (readonly [Value, ValuePath])[] = Array.isArray(value)
      ? value.map((one, at) => [one, [at]] as const)
      : [[value, []]];
    return groups.flatMap(([group, at]) => {
      const examples = valueAt(group, ['examples']);
      if (!isAsked(textAt(group, 'id')) || !Array.isArray(examples)) return [];
      return examples.flatMap((text, index): readonly Place[] =>
        typeof text === 'string' ? [{ text, where: locate(path, [...at, 'examples', index]) }] : [],
      );
    });
  });
}

function explainName(
  { text, type, id, sure, isOut }: { text: string; type: string; id: string; sure: number; isOut: boolean },
  folder: DataFolder,
  locate: Locate,
): readonly string[] {
  const names = listNames(type, id, folder, locate);
  const near = (name: Place): number => distance(fold(name.text), fold(text), FARTHEST);
  const best = names.toSorted((a, b) => near(a) - near(b))[0];
  const what = `${TYPES[type] ?? type} ${id}`;
  const from =
    best === undefined
      ? ''
      : near(best) <= FARTHEST
        ? ` ; vient de « ${best.text} » : ${best.where}`
        : ` : ${best.where.replace(/:\d+$/, '')}`;
  return [`« ${text} » est lu comme ${what}, sûr à ${percent(sure)}${isOut ? ', à exclure' : ''}${from}`];
}

function listNames(type: string, id: string, folder: DataFolder, locate: Locate): readonly Place[] {
  if (type === 'place') return listPlaceNames(id, folder, locate);
  return [...folder.files].flatMap(([path, value]) => {
    if (Array.isArray(value) || textAt(value, 'id') !== id) return [];
    return NAME_PATHS.flatMap((at): readonly Place[] => {
      const found = valueAt(value, at);
      if (typeof found === 'string') return [{ text: found, where: locate(path, at) }];
      if (!Array.isArray(found)) return [];
      return found.flatMap((text, index) =>
        typeof text === 'string' ? [{ text, where: locate(path, [...at, index]) }] : [],
      );
    });
  });
}

function listPlaceNames(id: string, folder: DataFolder, locate: Locate): readonly Place[] {
  const path = 'places/alias.yaml';
  const aliases = folder.files.get(path);
  const named = (Array.isArray(aliases) ? aliases : []).flatMap((alias, index): readonly Place[] => {
    const [names, places] = [valueAt(alias, ['noms']), valueAt(alias, ['lieux'])];
    if (!Array.isArray(names) || !Array.isArray(places) || !places.includes(id)) return [];
    return names.flatMap((text, at) =>
      typeof text === 'string' ? [{ text, where: locate(path, [index, 'noms', at]) }] : [],
    );
  });
  const code = id.slice(id.indexOf('-') + 1);
  const official = folder.texts
    .filter((file) => file.path.endsWith('.tsv') && file.path.startsWith('places/'))
    .flatMap((file) => {
      const line = file.text.split('\n').find((one) => one.split('\t').includes(code) && isOfKind(file.path, id));
      const cells = line?.split('\t') ?? [];
      const text = cells.filter((cell) => /\p{Lu}/u.test(cell)).at(-1);
      const where = `la liste officielle (${join(folder.dir, file.path)})`;
      return text === undefined ? [] : [text, code].map((name): Place => ({ text: name, where }));
    });
  return [...named, ...official];
}

function isOfKind(path: string, id: string): boolean {
  return path.includes(id.startsWith('epci-') ? 'intercommunalites' : id.slice(0, id.indexOf('-')));
}

function createLocate(folder: DataFolder): Locate {
  const locators = new Map<string, ReturnType<typeof createLocator>>();
  return (path, at) => {
    const file = folder.texts.find((one) => one.path === path);
    if (file === undefined) return join(folder.dir, path);
    const locator = locators.get(path) ?? createLocator(file);
    locators.set(path, locator);
    return `${join(folder.dir, path)}:${locator(at).line}`;
  };
}

function wordsOf(text: string): readonly string[] {
  return fold(text.replace(HOLE, ' ')).split(' ').filter(Boolean);
}

function nameKind(id: string): string {
  const [head = '', tail] = id.split('/');
  const name = KINDS[head] ?? head;
  return tail === undefined || tail === 'any' ? name : `${name} (${tail})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
