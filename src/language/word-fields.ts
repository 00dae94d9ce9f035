import { readFileSync } from 'node:fs';
import { stem } from './stem.ts';

/** Gives the fields of life to which a folded word's stem belongs ("omelett" → "nourriture", "cuisine"); none for most. */
export type FieldsOf = (root: string) => readonly string[];

const NONE: readonly string[] = [];
let made: FieldsOf | null = null;

/**
 * 10,000 French words by their fields, from `word-fields.txt`: one line a field, its words folded. Written for this project;
 * a word that no example holds is known by its field all the same. Read once.
 */
export function wordFields(): FieldsOf {
  made ??= readFields(readFileSync(new URL('./word-fields.txt', import.meta.url), 'utf8'));
  return made;
}

function readFields(text: string): FieldsOf {
  const fields = new Map<string, string[]>();
  for (const line of text.trimEnd().split('\n')) {
    const [field = '', words = ''] = line.split(': ');
    for (const word of words.split(' ')) {
      const root = stem(word);
      const before = fields.get(root);
      if (before === undefined) fields.set(root, [field]);
      else if (!before.includes(field)) before.push(field);
    }
  }
  return (root) => fields.get(root) ?? NONE;
}
