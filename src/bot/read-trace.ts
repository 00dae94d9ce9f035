/** The words that a reading has an explanation for, and those that it has none for, both as typed. */
export interface TracedWords {
  readonly explained: readonly string[];
  readonly unexplained: readonly string[];
}

/** Reads the words of a trace (docs/interface.md), those of all its parts. */
export function readTrace(trace: Readonly<Record<string, unknown>>): TracedWords {
  const parts: readonly unknown[] = [trace, ...(Array.isArray(trace.parts) ? trace.parts : [])];
  const of = (name: string, key: string): readonly string[] =>
    parts.flatMap((part) => listAt(part, name)).flatMap((one) => textAt(one, key));
  return {
    explained: [...of('entities', 'text'), ...of('corrected', 'from')],
    unexplained: parts
      .flatMap((part) => listAt(part, 'unexplained'))
      .filter((word): word is string => typeof word === 'string'),
  };
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = isRecord(value) ? value[name] : null;
  return Array.isArray(list) ? list : [];
}

function textAt(value: unknown, name: string): readonly string[] {
  const text = isRecord(value) ? value[name] : null;
  return typeof text === 'string' ? [text] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
