import type { ValuePath } from '../knowledge/parse-file.ts';
import type { Value } from './table.ts';

/** A parsed YAML value as an editable copy; what is empty becomes ''. */
export function toValue(parsed: unknown): Value {
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (typeof parsed === 'object' && parsed !== null) {
    return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, toValue(value)]));
  }
  return typeof parsed === 'string' ? parsed : String(parsed ?? '');
}

/** The value that a path leads to; undefined when there is none. */
export function valueAt(value: Value, path: ValuePath): Value | undefined {
  let here: Value | undefined = value;
  for (const part of path) {
    if (here === undefined || typeof here === 'string') return undefined;
    if (Array.isArray(here)) here = typeof part === 'number' ? here[part] : undefined;
    else here = Object.hasOwn(here, String(part)) ? here[String(part)] : undefined;
  }
  return here;
}

/** The text at a key of a mapping; '' when there is none. */
export function textAt(value: Value, ...path: readonly string[]): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

export function isMapping(value: Value | undefined): value is { [key: string]: Value } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Whether two values are the same, the order of keys left aside. */
export function isSame(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string' || a === undefined || b === undefined) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]))
    );
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}
