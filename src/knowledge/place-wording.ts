import type { Wording } from '../records.ts';

const VOWEL = /^[aeiouàâäéèêëîïôöûüœæ]/i;
const VOWEL_Y = /^y[^aeiou]/i;
const GROUP_KINDS: Readonly<Record<string, string>> = {
  CC: 'communauté de communes',
  CA: 'communauté d’agglomération',
  CU: 'communauté urbaine',
};

/** How a commune's name sits in a sentence: Le Mans gives "au Mans" and "du Mans", Angers "à Angers" and "d’Angers". */
export function wordCommune(name: string): Wording {
  if (name.startsWith('Le ')) return { the: name, in: `au ${name.slice(3)}`, of: `du ${name.slice(3)}` };
  if (name.startsWith('Les ')) return { the: name, in: `aux ${name.slice(4)}`, of: `des ${name.slice(4)}` };
  return { the: name, in: `à ${name}`, of: joinOf(name) };
}

/** The everyday name of an intercommunalité, without the letters of its kind: "CA du Grand Chambéry" is "Grand Chambéry". */
export function shortenGroupName(official: string): string {
  return official
    .replace(/^(CC|CA|CU) /, '')
    .replace(/^(du |des |de la |de l’|de |d’)(?=\p{Lu})/u, '')
    .replace(/ {2,}/g, ' ');
}

/** How an intercommunalité's name sits in a sentence; `official` begins with the letters of its kind when it has some. */
export function wordGroup(official: string): Wording {
  const kind = GROUP_KINDS[official.slice(0, 2)];
  if (kind === undefined || official[2] !== ' ') {
    const needsArticle = official.startsWith('Métropole ');
    const name = needsArticle ? `la ${official}` : official;
    return {
      the: name,
      in: needsArticle ? `dans ${name}` : `à ${name}`,
      of: needsArticle ? `de ${name}` : joinOf(name),
    };
  }
  const full = `${kind} ${official.slice(3).replace(/ {2,}/g, ' ')}`;
  return { the: `la ${full}`, in: `dans la ${full}`, of: `de la ${full}` };
}

function joinOf(name: string): string {
  return VOWEL.test(name) || VOWEL_Y.test(name) ? `d’${name}` : `de ${name}`;
}
