import type { ValuePath } from './parse-file.ts';

/** Calls `visit` for every value inside `value`, the outermost first, with the path that leads to it. */
export function walkValues(
  value: unknown,
  visit: (value: unknown, path: ValuePath) => void,
  path: ValuePath = [],
): void {
  visit(value, path);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walkValues(item, visit, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walkValues(item, visit, [...path, key]);
  }
}
