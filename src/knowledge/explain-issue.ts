import type * as z from 'zod/v4';

type Issue = z.core.$ZodIssue;

/** A schema issue as « ce qui ne va pas » and the remedy, for somebody who does not program. */
export function explainIssue(issue: Issue, value: unknown): { what: string; remedy: string } {
  const name = issue.path.findLast((part) => typeof part === 'string');
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(value, issue.path) === undefined)
        return { what: `il manque « ${String(name)} »`, remedy: 'ajoutez cette ligne' };
      return { what: 'ce n’est pas la bonne forme', remedy: `il faut ici ${shapeName(issue.expected)}` };
    case 'invalid_value':
      return { what: 'valeur inconnue', remedy: `écrivez l’une de celles-ci : ${issue.values.map(String).join(', ')}` };
    case 'too_small':
      return isSplit(issue.message)
        ? split(issue.message)
        : { what: 'texte vide', remedy: 'écrivez-le ou retirez la ligne' };
    case 'invalid_union':
      return { what: 'ce n’est pas la bonne forme', remedy: 'comparez avec un autre fichier du même dossier' };
    default:
      return split(issue.message);
  }
}

function isSplit(message: string): boolean {
  return message.includes(' ; ');
}

// Our own messages are written « ce qui ne va pas ; remède ».
function split(message: string): { what: string; remedy: string } {
  const at = message.indexOf(' ; ');
  if (at < 0) return { what: message, remedy: 'comparez avec un autre fichier du même dossier' };
  return { what: message.slice(0, at), remedy: message.slice(at + ' ; '.length) };
}

function shapeName(expected: string): string {
  if (expected === 'array') return 'une liste (une ligne par élément, chacune commençant par « - »)';
  if (expected === 'object' || expected === 'record') return 'des lignes « clé : valeur » en retrait';
  return 'un texte simple';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}
