import { editYaml } from './edit-yaml.ts';
import type { DataFolder } from './read-files.ts';
import { isMapping, textAt, valueAt } from './value.ts';
import type { FileTexts } from './write-files.ts';

const THEMES = 'themes/';
const SYNONYMS = 'synonymes';

/** The themes of a data folder, by id. */
export function listThemes({ files }: DataFolder): ReadonlyMap<string, string> {
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(THEMES))
      .map(([, value]) => [textAt(value, 'id'), textAt(value, 'nom')] as const),
  );
}

/** The file of a theme with one everyday word more, everything else in it as it was. Throws when there is no such theme. */
export function addSynonym(folder: DataFolder, theme: string, word: string): FileTexts {
  for (const [path, value] of folder.files) {
    if (!path.startsWith(THEMES) || textAt(value, 'id') !== theme || !isMapping(value)) continue;
    const words = valueAt(value, [SYNONYMS]);
    const wanted = { ...value, [SYNONYMS]: [...(Array.isArray(words) ? words : []), word] };
    const text = folder.texts.find((file) => file.path === path)?.text ?? '';
    return new Map([[path, editYaml(text, wanted)]]);
  }
  throw new Error(`Il n’y a pas de thème « ${theme} ».`);
}
