import { join } from 'node:path';
import { keep, versionOf } from '../kept/keep.ts';
import type { Knowledge, Name } from '../knowledge/knowledge.ts';
import { createDictionary, type Dictionary } from '../language/dictionary.ts';
import { fold } from '../language/fold.ts';
import { createNormalise, type Normalise, type Word } from '../language/normalise.ts';
import { buildVocabulary, createRepair, type Vocabulary } from '../language/repair.ts';
import { spellOut } from '../language/sms.ts';
import { tokenise } from '../language/tokenise.ts';
import { createGuess, trainGuess } from './guess.ts';
import {
  createWordClassifier,
  type IntentModel,
  type LabelledExample,
  readExample,
  trainIntentModel,
} from './intent-classifier.ts';
import { leaveOut } from './left-out.ts';
import { createLexicon, type Lexicon, type LexiconTable, learnLexicon } from './lexicon.ts';
import { findMarks } from './marks.ts';
import { mask } from './mask.ts';
import { createMentionFinder, type MentionFinder } from './mentions.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { buildNameTable, type NameTable } from './name-table.ts';
import { createReader, type Reader, type Ties } from './read.ts';
import { sideOf } from './side.ts';

/** All that reading a question needs, made once from the dataset. */
export interface Tools {
  readonly knowledge: Knowledge;
  readonly dictionary: Dictionary;
  readonly lexicon: Lexicon;
  readonly normalise: Normalise;
  readonly reader: Reader;
}

/** All that is learnt from the dataset: plain data, which can be kept and loaded again. */
interface Learnt {
  readonly names: NameTable;
  readonly lexicon: LexiconTable;
  /** The words that questions are made of. */
  readonly vocabulary: Vocabulary;
  readonly intents: IntentModel;
  /** The families of what is not held, told apart once it is clear that it is not. */
  readonly unheld: IntentModel | null;
  readonly themes: IntentModel;
  readonly terms: IntentModel;
}

/** Rank of a word that French uses every day. */
const COMMON = 20000;
/** Rank of a word so frequent that nobody types it for another. */
const FREQUENT = 2500;
/** Inhabitants of a commune large enough to be looked for when misspelt. */
const LARGE = 5000;
/** Inhabitants of a commune that may be called by the first word of its name, and that word's letters. */
const TOWN = 4000;
const LEAST_SHORT = 5;
/** How many times larger it is than the next commune that begins so. */
const FAR_LARGER = 3;
/** Inhabitants of a commune that everybody may name, and misspell out of all likeness. */
const CITY = 40000;

/** Indexes the names, learns the intents (or takes what `cacheDir` kept of the same data and code), joins the steps. */
export function buildReader(knowledge: Knowledge, cacheDir: string | null): Tools {
  const dictionary = createDictionary(cacheDir);
  const common = new Set(
    knowledge.collisions.filter(({ decision }) => decision === 'word').map(({ text }) => fold(text)),
  );
  const lexiconOf = (table: LexiconTable): Lexicon => createLexicon(table, knowledge, dictionary);
  const indexOf = (table: NameTable): NameIndex =>
    createNameIndex(table, knowledge.communes, (word) => dictionary.rank(word) < FREQUENT);
  const finderFor = (index: NameIndex, { isIntentWord }: Lexicon): MentionFinder =>
    createMentionFinder(index, dictionary, {
      isIntentWord,
      population: (id) => knowledge.place(id)?.population ?? 0,
      isCommonWord: (name) => common.has(name),
    });
  const learn = (): Learnt => {
    const names = tabulateNames(knowledge, dictionary);
    const lexicon = learnLexicon(knowledge);
    const examples = maskedExamples(knowledge, finderFor(indexOf(names), lexiconOf(lexicon)));
    return {
      names,
      lexicon,
      vocabulary: buildVocabulary(vocabularyOf(knowledge)),
      intents: trainIntentModel(
        examples.map((one) => ({ ...one, intent: classOf(one.intent) })),
        sideOf,
      ),
      unheld: trainUnheld(examples),
      themes: trainGuess('theme', knowledge),
      terms: trainGuess('term', knowledge),
    };
  };
  const learnt = keep(cacheDir, 'learnt', `${knowledge.version}-${cacheDir && hashCode()}`, learn);
  const lexicon = lexiconOf(learnt.lexicon);
  return {
    knowledge,
    dictionary,
    lexicon,
    normalise: createNormalise(createRepair(learnt.vocabulary, dictionary), dictionary),
    reader: createReader(
      createWordClassifier(learnt.intents),
      learnt.unheld && createWordClassifier(learnt.unheld),
      finderFor(indexOf(learnt.names), lexicon),
      lexicon,
      createGuess('theme', learnt.themes, knowledge),
      createGuess('term', learnt.terms, knowledge),
      tiesOf(knowledge),
    ),
  };
}

function tiesOf(knowledge: Knowledge): Ties {
  const ties = new Set(
    knowledge.themes.flatMap(({ id }) => knowledge.tiesOf(id).map(({ territory }) => `${id} ${territory}`)),
  );
  return {
    has: (theme, territory) => ties.has(`${theme} ${territory}`),
    territoriesAt(id) {
      const place = knowledge.place(id);
      if (place === undefined) return [];
      return [...knowledge.territoriesAround(place), ...knowledge.territoriesInside(place)].map((one) => one.id);
    },
  };
}

/** Changes with any line of the code that what is learnt depends on. */
function hashCode(): string {
  return versionOf(import.meta.dirname, join(import.meta.dirname, '../language'));
}

function tabulateNames(knowledge: Knowledge, dictionary: Dictionary): NameTable {
  const { names, communes, label } = knowledge;
  // the label's own names are words of the subject, not one organisation or term
  const labelNames = new Set([
    'french impact',
    'le french impact',
    'label',
    ...[label.name, ...label.otherNames].map(fold),
  ]);
  const key = ({ type, id }: Name): string => `${type}:${id}`;
  const labelled = new Set(names.filter(({ text }) => labelNames.has(fold(text))).map(key));
  const own = names.filter((name) => !labelled.has(key(name)) || /association/i.test(name.text));
  return buildNameTable(
    [...own, ...sameNames(knowledge), ...largeCommunes(knowledge), ...shortCommunes(knowledge, dictionary)],
    communes,
    (word) => dictionary.rank(word) < COMMON,
  );
}

/** What people call a place they also call the territory that bears its name: "breton" for the Région Bretagne. */
function sameNames({ names, communes }: Knowledge): Name[] {
  const territories = new Map(names.filter(({ type }) => type === 'territory').map(({ id, text }) => [fold(text), id]));
  const ofPlace = new Map<string, string>();
  for (const { type, id, text, as } of names) {
    const territory = type === 'place' && as === 'name' ? territories.get(fold(text)) : undefined;
    if (territory !== undefined) ofPlace.set(id, territory);
  }
  communes.folded.forEach((name, index) => {
    const territory = territories.get(name);
    const commune = territory === undefined ? undefined : communes.ids(index)[0];
    if (territory !== undefined && commune !== undefined) ofPlace.set(commune, territory);
  });
  return names.flatMap(({ type, id, text, as }) => {
    const territory = type === 'place' && as === 'other' ? ofPlace.get(id) : undefined;
    return territory === undefined ? [] : [{ type: 'territory', id: territory, text, as: 'other' } as const];
  });
}

function largeCommunes({ communes }: Knowledge): Name[] {
  return communes.folded.flatMap((text, index) =>
    communes.population(index) < LARGE
      ? []
      : [{ type: 'place', id: communes.ids(index)[0] ?? '', text, as: 'name' } as const],
  );
}

/** « Cherbourg » for Cherbourg-en-Cotentin, « Le Touquet »: what the largest of the communes that begin so is called. */
function shortCommunes({ communes, names, place }: Knowledge, dictionary: Dictionary): Name[] {
  const taken = new Set([...communes.folded, ...names.map(({ text }) => fold(text))]);
  const named = new Map<string, { readonly id: string; readonly population: number }[]>();
  communes.folded.forEach((name, index) => {
    const text = /^(?:l(?:a|es?) )?[a-z]+(?= )/u.exec(name)?.[0];
    const population = communes.population(index);
    if (text === undefined || population < TOWN) return;
    // one that another has taken in is not what its name begins with
    const [id = ''] = communes.ids(index);
    if (!fold(place(id)?.name ?? '').startsWith(text)) return;
    const others = named.get(text) ?? [];
    if (others.every((one) => one.id !== id)) named.set(text, [...others, { id, population }]);
  });
  return [...named].flatMap(([text, all]) => {
    const [largest, second] = all.sort((a, b) => b.population - a.population);
    const word = text.split(' ').at(-1) ?? '';
    const isFrench = text === word ? dictionary.rank(word) < COMMON : dictionary.has(word);
    if (largest === undefined || taken.has(text) || word.length < LEAST_SHORT || isFrench) return [];
    if ((second?.population ?? 0) * FAR_LARGER > largest.population) return [];
    return [{ type: 'place', id: largest.id, text, as: 'other' } as const];
  });
}

/** Examples are read as questions are: names in them, typed out by their author, become types. */
function maskedExamples({ intents }: Knowledge, finder: MentionFinder): LabelledExample[] {
  return intents.flatMap(({ id, examples }) =>
    examples.map((text) => {
      const words = wordsOf(text);
      const marks = findMarks(words);
      const named = finder.open(words, false)(words);
      const sure = named.filter(
        ({ weak, from, to }) => !weak && marks.every((mark) => mark.to <= from || mark.from >= to),
      );
      const left = leaveOut(sure, marks, words);
      return { text, intent: id, words: mask(words, left.mentions, left.marks, false) };
    }),
  );
}

/** The words of an example as `normalise` would give them, were nothing misspelt; ⟨type⟩ stays one word. */
function wordsOf(example: string): Word[] {
  return example.split(/(⟨[a-z-]+⟩)/u).flatMap((piece): Word[] => {
    if (piece.startsWith('⟨')) return [{ text: piece, raw: piece, typed: piece, ...UNPLACED }];
    return tokenise(piece).flatMap((token, at, all) => {
      const { raw, folded: typed, capital, paused } = token;
      const texts = spellOut(token, all[at + 1]?.folded) ?? [typed];
      return texts.map((text) => ({ text, raw, typed, ...UNPLACED, capital, paused }));
    });
  });
}

/** Null where there are no two families. */
function trainUnheld(examples: readonly LabelledExample[]): IntentModel | null {
  const unheld = examples.filter(({ intent }) => sideOf(intent) === 'unheld');
  return new Set(unheld.map(({ intent }) => intent)).size < 2 ? null : trainIntentModel(unheld);
}

const UNPLACED = { start: 0, end: 0, capital: false, paused: false, score: 1 } as const;

/** All families off the subject are one class, and all of what is not held: telling them apart costs accuracy. */
function classOf(id: string): string {
  const side = sideOf(id);
  return side === 'offtopic' || side === 'unheld' ? `${side}/any` : id;
}

/** The words that questions are made of, the most frequent first: those of the examples and of names. */
function vocabularyOf({ intents, names, communes }: Knowledge): string[] {
  const counts = new Map<string, number>();
  const count = (word: string, times: number): unknown => counts.set(word, (counts.get(word) ?? 0) + times);
  for (const { examples } of intents)
    for (const text of examples) for (const word of readExample(text)) count(word.text, 1);
  for (const { type, id, text } of names) {
    if (type === 'place' && !id.startsWith('region-') && !id.startsWith('departement-')) continue;
    for (const word of fold(text).split(' ')) if (word.length > 2) count(word, 2);
  }
  communes.folded.forEach((name, index) => {
    if (communes.population(index) >= CITY && !name.includes(' ')) count(name, 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
