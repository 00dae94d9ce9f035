import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from './config.ts';
import { createAssistant } from './create-assistant.ts';
import { addSynonym, listThemes } from './editing/add-synonym.ts';
import { askAll } from './editing/ask-all.ts';
import { withCopy } from './editing/copy-folder.ts';
import { diffAnswers } from './editing/diff-answers.ts';
import { drawDiffText } from './editing/draw-diff.ts';
import { findCloseNames } from './editing/find-close-names.ts';
import { listFrames } from './editing/list-frames.ts';
import { readFolder } from './editing/read-files.ts';
import { readQuestions } from './editing/read-questions.ts';
import { writeFiles } from './editing/write-files.ts';
import { checkDataFolder } from './knowledge/check-data-folder.ts';
import { createKnowledge } from './knowledge/create-knowledge.ts';
import { spacePunctuation } from './knowledge/fault.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { createDictionary } from './language/dictionary.ts';
import { fold } from './language/fold.ts';
import { openStore } from './store/open-store.ts';
import type { Store, Tally } from './store/store.ts';
import { listWeeks } from './store/week.ts';

const QUESTIONS = 'test/understanding/tuning';
const DAY_MS = 24 * 60 * 60 * 1000;
const WEEKS = 12;
const MOST_CLOSE = 5;
const YES = /^o(?:ui)?$/i;

/** How the command speaks with an editor; `ask` gives what was typed, null when nobody is there. */
export interface Talk {
  say(line: string): void;
  ask(question: string): Promise<string | null>;
}

/** A word that people used, and how often. */
interface Word {
  readonly word: string;
  readonly count: number;
  readonly byWeek: readonly Tally[];
}

/**
 * `npm run inbox`: shows what people asked for and did not get, word by word, and adds the words that an editor takes to
 * a theme, once they have seen which answers change. Gives the exit code.
 */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  talk: Talk,
): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { liste: { type: 'boolean' } } });
  const config = readConfig(env);
  const say = (line: string): void => talk.say(spacePunctuation(line));
  if (config.store.kind === 'memory') {
    throw new Error('STORE_URL vaut memory: : rien n’y reste ; donner celui du bot (sqlite:… ou redis://…).');
  }
  if (config.store.kind === 'sqlite' && !existsSync(config.store.path)) {
    say(`Rien encore : ${config.store.path} n’existe pas ; le bot a-t-il déjà répondu à quelqu’un ?`);
    return 0;
  }
  const options = { keepMs: config.retentionDays * DAY_MS, mostMb: config.storeMaxMb, say, isShared: true };
  const store = await openStore(config.store, options);
  try {
    const weeks = listWeeks(new Date(), WEEKS);
    await sayCounts(store, weeks, say);
    const knowledge = createKnowledge(config.dataDir);
    const words = await listWords(store, weeks, knowledge);
    say(words.length === 0 ? 'Aucun mot en attente.' : `${words.length} mot(s) en attente :`);
    for (const one of words) {
      say('');
      say(describeWord(one));
      const close = findCloseNames(one.word, knowledge.names, MOST_CLOSE);
      for (const { name } of close) say(`    proche de « ${name.text} » (${name.type} ${name.id})`);
      if (values.liste) continue;
      const themes = [...new Set(close.flatMap(({ name }) => (name.type === 'theme' ? [name.id] : [])))];
      if (!(await treat(one.word, themes, { config, store, say, ask: talk.ask }))) break;
    }
    return 0;
  } finally {
    await store.close();
  }
}

/** One word and its editor; false when they have had enough. */
async function treat(
  word: string,
  close: readonly string[],
  { config, store, say, ask }: { config: Config; store: Store } & Talk,
): Promise<boolean> {
  const folder = readFolder(config.dataDir).folder;
  const themes = listThemes(folder);
  const offers = close.map((id, at) => `${at + 1} = ${themes.get(id) ?? id}`).join(', ');
  say(
    `    oui${offers === '' ? ' + identifiant du thème' : ` (${offers}), ou un identifiant de thème`} ; Entrée = plus tard ; jamais ; fin`,
  );
  const typed = (await ask(`    L’ajouter à un thème ? `))?.trim() ?? 'fin';
  if (typed === 'fin') return false;
  if (typed === '') return true;
  if (/^jamais$/i.test(typed)) {
    await refuse(store, word);
    return true;
  }
  const wanted = typed.replace(/^o(?:ui)?\b\s*/i, '');
  const theme = close[wanted === '' ? 0 : Number(wanted) - 1] ?? wanted;
  if (!themes.has(theme)) {
    say(`    Il n’y a pas de thème « ${theme} » ; il y a : ${[...themes.keys()].join(', ')}.`);
    return true;
  }
  const spelling = (await ask(`    Comment l’écrire (Entrée : ${word}) ? `))?.trim() || word;
  const texts = addSynonym(folder, theme, spelling);
  const isSound = withCopy(folder.dir, texts, (dir) => compare(folder.dir, dir, config, say));
  if (!isSound || !YES.test((await ask('    L’écrire ? (oui / non) '))?.trim() ?? '')) {
    say('    Rien n’a été écrit.');
    return true;
  }
  writeFiles(folder.dir, texts);
  await store.untally('term', word);
  say(`    Écrit : ${[...texts.keys()].map((path) => join(folder.dir, path)).join(', ')}`);
  return true;
}

/** Says which test questions answer differently; false, with the faults, when the data would not be sound. */
function compare(before: string, after: string, config: Config, say: Talk['say']): boolean {
  const { isSound, faults, lines } = checkDataFolder(after, createDictionary());
  if (!isSound) {
    say('    Ce mot ferait une faute dans les données :');
    for (const line of lines.slice(0, faults.length)) say(`    ${line}`);
    return false;
  }
  const questions = readQuestions(QUESTIONS);
  const ask = (dataDir: string) =>
    askAll(createAssistant({ ...config, dataDir }), questions, listFrames(readFolder(dataDir).folder.files));
  const [old, now] = [ask(before), ask(after)];
  const diffs = diffAnswers(old, now);
  for (const line of drawDiffText({ asked: now.size, before: 'aujourd’hui', after: 'avec ce mot', diffs }))
    say(`    ${line}`);
  return true;
}

/** The words met, the most frequent first, without those that the data knows by now or an editor has refused. */
async function listWords(store: Store, weeks: readonly string[], { names }: Knowledge): Promise<readonly Word[]> {
  const [met, refused] = await Promise.all([store.tallies('term', weeks), store.tallies('term-refused', weeks)]);
  const left = new Set([...refused.map(({ name }) => name), ...names.map(({ text }) => fold(text))]);
  const byWord = Map.groupBy(
    met.filter(({ name }) => !left.has(name.replaceAll('-', ' ')) && !left.has(name)),
    ({ name }) => name,
  );
  return [...byWord]
    .map(([word, byWeek]) => ({ word, byWeek, count: byWeek.reduce((sum, { count }) => sum + count, 0) }))
    .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

function describeWord({ word, count, byWeek }: Word): string {
  const weeks = byWeek
    .toSorted((a, b) => (a.week < b.week ? 1 : -1))
    .map(({ week, count: times }) => `${week} : ${times}`)
    .join(', ');
  return `« ${word} » : ${count} conversations (${weeks})`;
}

async function refuse(store: Store, word: string): Promise<void> {
  const [week = ''] = listWeeks(new Date(), 1);
  await store.tally([{ kind: 'term-refused', name: word, week, count: 1 }]);
  await store.untally('term', word);
}

/** What was answered, and what readers thought of it, by kind of question. */
async function sayCounts(store: Store, weeks: readonly string[], say: Talk['say']): Promise<void> {
  for (const [kind, title] of [
    ['outcome', 'Réponses'],
    ['feedback', 'Avis'],
  ] as const) {
    const counts = await store.tallies(kind, weeks);
    if (counts.length === 0) continue;
    say(`${title} de ces ${WEEKS} semaines, par question :`);
    const byIntent = Map.groupBy(counts, ({ name }) => name.slice(0, name.indexOf('/')));
    for (const [intent, own] of [...byIntent].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const sums = new Map<string, number>();
      for (const { name, count } of own) {
        const rest = name.slice(intent.length + 1);
        sums.set(rest, (sums.get(rest) ?? 0) + count);
      }
      say(
        `  ${intent} : ${[...sums]
          .toSorted(([, a], [, b]) => b - a)
          .map(([rest, sum]) => `${sum} ${rest}`)
          .join(', ')}`,
      );
    }
    say('');
  }
}

if (import.meta.main) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const lines = createInterface({ input: process.stdin });
  // Lines that come before they are asked for wait: the answers may be given in a file.
  const typed = lines[Symbol.asyncIterator]();
  const talk: Talk = {
    say: console.log,
    async ask(question) {
      process.stdout.write(question);
      const { value, done } = await typed.next();
      return done ? null : value;
    },
  };
  run(process.argv.slice(2), process.env, talk)
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
      },
    )
    .finally(() => lines.close());
}
