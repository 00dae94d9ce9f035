/** Spellings of one French sound, in the order in which they are rewritten; the input is folded. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ''],
  [/ti(?=on)/g, 'si'],
  [/sch|sh|ch/g, 'C'],
  [/ph/g, 'f'],
  [/gn/g, 'N'],
  [/qu|q|ck|cc(?![eiy])|c(?![eiyC])|k/g, 'K'],
  [/c/g, 's'],
  [/ge(?=[ao])|g(?=[eiy])/g, 'j'],
  [/gu(?=[eiy])/g, 'g'],
  [/x/g, 'Ks'],
  [/h/g, ''],
  [/y/g, 'i'],
  [/([a-zA-Z])\1+/g, '$1'],
  [/eau|au/g, 'o'],
  [/oeu|eu/g, 'E'],
  [/(?:ain|ein|aim|in|im)(?![aeiouEnm])/g, '1'],
  [/(?:oin)(?![aeiouEnm])/g, 'w1'],
  [/(?:an|am|en|em)(?![aeiouEnm])/g, '2'],
  [/(?:on|om)(?![aeiouEnm])/g, '3'],
  [/(?:un|um)(?![aeiouEnm])/g, '1'],
  [/ou|w/g, 'U'],
  [/oi/g, 'W'],
  [/ai|ei/g, 'e'],
  [/z/g, 's'],
  [/(?<=.)(?:er|et|es|ez|e)$/g, 'e'],
  [/(?<=..)e$/g, ''],
  [/(?<=..)[tdspK]+s?$/g, ''],
  [/(?<=..)e$/g, ''],
];

/** A key that two spellings share when a French reader says them alike: "akitaine", "aquitaine" → one key. */
export function phonetic(folded: string): string {
  let key = folded;
  for (const [spelling, sound] of SOUNDS) key = key.replace(spelling, sound);
  return key;
}
