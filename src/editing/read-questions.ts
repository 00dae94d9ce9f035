import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFile } from '../knowledge/parse-file.ts';
import type { Asked } from './ask-all.ts';
import { textAt, toValue, valueAt } from './value.ts';

/** The questions that answers are compared on: those of a folder of YAML families; none when there is no such folder. */
export function readQuestions(dir: string): readonly Asked[] {
  let names: readonly string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.yaml'));
  } catch {
    return []; // the bot may be installed without its tests
  }
  return names.toSorted().flatMap((name) => {
    const families = toValue(parseFile({ path: name, text: readFileSync(join(dir, name), 'utf8') }).value);
    if (!Array.isArray(families)) return [];
    return families.flatMap((family): readonly Asked[] => {
      const questions = valueAt(family, ['questions']);
      if (!Array.isArray(questions)) return [];
      return questions.map((question) => {
        const after = valueAt(question, ['after']);
        return {
          text: textAt(question, 'text'),
          after: Array.isArray(after) ? after.filter((one) => typeof one === 'string') : [],
        };
      });
    });
  });
}
