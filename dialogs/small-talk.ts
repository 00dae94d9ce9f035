import type { Answer, Frame, SmallTalk } from '../src/answer.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { ask } from './next.ts';

/** The first thing said in a conversation, with three questions to start from. */
export function welcome(knowledge: Knowledge): Answer {
  return { kind: 'welcome', territories: knowledge.territories.length, next: examples(knowledge) };
}

/** Greeting, thanks, help …: each with questions to go on from. */
export function smallTalk(talk: SmallTalk, knowledge: Knowledge): Answer {
  return { kind: 'smalltalk', talk, territories: knowledge.territories.length, next: examples(knowledge) };
}

/** Not the bot's subject: what it can do, by three examples. */
export function offTopic(word: string | null, knowledge: Knowledge): Answer {
  return { kind: 'offtopic', word, next: examples(knowledge) };
}

/** Three questions of different kinds that the dataset answers. */
function examples(knowledge: Knowledge): readonly Frame[] {
  const frames = [
    ask('theme', { themes: ['vieillissement'], kinds: ['région'] }),
    ask('contacts', { territories: ['region-bretagne'] }),
    ask('label'),
  ];
  return frames.filter((frame) => frame.territories.every(knowledge.territory) && frame.themes.every(knowledge.theme));
}
