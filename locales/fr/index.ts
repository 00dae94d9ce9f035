import { cards } from './cards.ts';
import { pages } from './pages.ts';
import { questions } from './questions.ts';
import { talk } from './talk.ts';

/** Every word the bot says in French, by key. Plain spaces stand before « : ; ? ! »: the translator sets no-break ones. */
export const fr = { ...cards, ...questions, ...talk, ...pages } as const;
