import type { Question } from './message.ts';

const LONGEST = 2000;
const COLOR = /^[0-9a-f]{6}$/i;

/** What the address of the chat page asks for: a site's own colour, and a first question. */
export interface Address {
  /** `#rrggbb` */
  readonly accent: string | null;
  readonly question: Question | null;
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
  };
}

function readFrame(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
