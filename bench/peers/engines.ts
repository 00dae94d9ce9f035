/** Engines that classify a question by examples of each class, each used as its documentation shows. */
import { dockStart } from '@nlpjs/basic';
import { LangFr } from '@nlpjs/lang-fr';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { fold } from '../../src/language/fold.ts';
import { stem } from '../../src/language/stem.ts';
import type { ExampleQuestion } from './example-questions.ts';

const NEIGHBOURS = 5;

/** A class and how sure the engine is of it: only the order of the scores means something. */
export interface Guess {
  readonly intent: string;
  readonly score: number;
}

/** An engine that has read the examples. */
export interface Engine {
  readonly name: string;
  classify(text: string): Guess | Promise<Guess>;
}

const NOTHING: Guess = { intent: 'offtopic/none', score: 0 };

/** fuse.js over the examples, with no setting but that it tells the score: the first hit gives the class. */
export function createNaiveFuse(examples: readonly ExampleQuestion[]): Engine {
  const fuse = new Fuse(examples, { keys: ['text'], includeScore: true });
  return {
    name: 'naive fuse.js',
    classify(text) {
      const hit = fuse.search(text, { limit: 1 })[0];
      return hit === undefined ? NOTHING : { intent: hit.item.intent, score: 1 - (hit.score ?? 1) };
    },
  };
}

/** MiniSearch with folded words, light stems and fuzzy search: the five best examples vote with their scores. */
export function createMiniSearch(examples: readonly ExampleQuestion[]): Engine {
  const search = new MiniSearch<ExampleQuestion & { id: number }>({
    fields: ['text'],
    storeFields: ['intent'],
    tokenize: (text) => fold(text).split(' '),
    processTerm: (term) => (term === '' ? null : stem(term)),
    searchOptions: { fuzzy: 0.2, combineWith: 'OR' },
  });
  search.addAll(examples.map((example, id) => ({ ...example, id })));
  return {
    name: 'MiniSearch, 5 neighbours',
    classify(text) {
      const votes = new Map<string, number>();
      for (const hit of search.search(text).slice(0, NEIGHBOURS)) {
        const intent = String(hit.intent);
        votes.set(intent, (votes.get(intent) ?? 0) + hit.score);
      }
      const best = [...votes].sort((a, b) => b[1] - a[1])[0];
      return best === undefined ? NOTHING : { intent: best[0], score: best[1] };
    },
  };
}

/** node-nlp's engine with its French, trained on the examples; `trainMs` is what that took. */
export async function trainNlpJs(examples: readonly ExampleQuestion[]): Promise<Engine & { readonly trainMs: number }> {
  const started = performance.now();
  const dock = await dockStart({
    use: ['Basic'],
    settings: { nlp: { autoSave: false, forceNER: false, nlu: { log: false } }, 'nlu-fr': { log: false } },
  });
  const nlp = dock.get('nlp');
  nlp.container.use(LangFr);
  nlp.addLanguage('fr');
  for (const { text, intent } of examples) nlp.addDocument('fr', text, intent);
  await nlp.train();
  return {
    name: 'node-nlp (@nlpjs/basic + lang-fr)',
    trainMs: performance.now() - started,
    async classify(text) {
      const { intent, score } = await nlp.process('fr', text);
      return { intent: intent === 'None' ? NOTHING.intent : intent, score };
    },
  };
}
