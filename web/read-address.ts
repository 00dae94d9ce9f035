import type { Question } from './message.ts';

const LONGEST = 2000;
const COLOR = /^[0-9a-f]{6}$/i;

/** What the address of the chat page asks for: a site's own colour, and a first question. */
export interface Address {
  /** `#rrggbb` */
  readonly accent: string | null;
  readonly question: Question | null;
  /** Whether it was asked before, in a conversation that is no more. */
  readonly isAgain: boolean;
}

/**
 * Reads `?accent=0e4a4f#q=Qui contacter…&frame={…}`. The question stands after the #, which browsers keep to themselves;
 * `frame` is what a permanent link adds so that the very same question is asked. The server checks it.
 */
export function readAddress({ search, hash }: Pick<Location, 'search' | 'hash'>): Address {
  const accent = new URLSearchParams(search).get('accent') ?? '';
  const rest = new URLSearchParams(hash.slice(1));
  const text = (rest.get('q') ?? '').trim().slice(0, LONGEST);
  const frame = readFrame(rest.get('frame'));
  return {
    accent: COLOR.test(accent) ? `#${accent}` : null,
    question: text === '' ? null : { text, shown: text, ...(frame === null ? {} : { value: { frame } }) },
    isAgain: rest.has('again'),
  };
}

/** A question as it stands after the #, to be asked again. */
export function writeQuestion(text: string, frame: unknown): string {
  const parts = { q: text, ...(frame === undefined ? {} : { frame: JSON.stringify(frame) }), again: '' };
  return new URLSearchParams(parts).toString();
}

function readFrame(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
