import type { fr } from '../fr/index.ts';
import { cards } from './cards.ts';
import { pages } from './pages.ts';
import { questions } from './questions.ts';
import { talk } from './talk.ts';

/** The interface in English, complete by type; facts stay French. */
export const en = { ...cards, ...questions, ...talk, ...pages } as const satisfies Record<keyof typeof fr, string>;
