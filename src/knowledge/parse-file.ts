import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.ts';
import type { DataFile } from './read-data.ts';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value stands: `['defis', 0, 'titre']`. */
export type ValuePath = readonly PropertyKey[];

/** A YAML file read as plain values: every scalar is a string, so `53`, `2019` and `oui` need no quotes. */
export interface ParsedFile {
  readonly path: string;
  readonly value: unknown;
}

/** Reads one YAML file; a syntax fault gives no value. */
export function parseFile(file: DataFile): { value: unknown; faults: readonly Fault[] } {
  const counter = new LineCounter();
  const document = parseDocument(file.text, { schema: 'failsafe', prettyErrors: false, lineCounter: counter });
  const faults = document.errors.map((error) => {
    const at = counter.linePos(error.pos[0]);
    return { file: file.path, line: at.line, column: at.col, ...explainSyntax(error.code, error.message) };
  });
  return { value: faults.length === 0 ? document.toJS() : null, faults };
}

/**
 * Gives a function that finds where a value stands in the file. A value that is missing is placed at its parent; with
 * `key`, a key is placed at itself rather than at its value.
 */
export function createLocator(file: DataFile): (path: ValuePath, key?: string) => Position {
  const counter = new LineCounter();
  const document = parseDocument(file.text, { schema: 'failsafe', prettyErrors: false, lineCounter: counter });
  return (path, key) => {
    let node: unknown = document.contents;
    for (const part of path) {
      const next = child(node, part);
      if (next === undefined) break;
      node = next;
    }
    if (key !== undefined && isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isNode(pair.key)) node = pair.key;
    }
    const offset = isNode(node) && node.range ? node.range[0] : 0;
    const at = counter.linePos(offset);
    return { line: at.line, column: at.col };
  };
}

function child(node: unknown, part: PropertyKey): unknown {
  if (isMap(node))
    return node.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === part)?.value ?? undefined;
  if (isSeq(node) && typeof part === 'number') return node.items[part];
  return undefined;
}

function explainSyntax(code: string, message: string): { what: string; remedy: string } {
  switch (code) {
    case 'DUPLICATE_KEY':
      return { what: 'la même clé est écrite deux fois', remedy: 'n’en gardez qu’une' };
    case 'TAB_AS_INDENT':
      return { what: 'une tabulation sert de retrait', remedy: 'remplacez-la par deux espaces' };
    case 'BAD_INDENT':
      return {
        what: 'le retrait de cette ligne ne va pas',
        remedy: 'alignez-la sur les lignes voisines, avec des espaces',
      };
    case 'MISSING_CHAR':
      return {
        what: 'il manque un signe (guillemet, crochet, accolade ou deux-points)',
        remedy: 'refermez ce qui est ouvert, ou ajoutez « : » après la clé',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return { what: 'deux deux-points sur la même ligne', remedy: "entourez le texte de guillemets simples ('…')" };
    default:
      return {
        what: `ce passage n’est pas du YAML (${message})`,
        remedy: 'comparez avec un autre fichier du même dossier',
      };
  }
}
