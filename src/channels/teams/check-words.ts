/**
 * Checks the words of another language against the schema that Microsoft publishes for them: each must have a place in
 * the schema and keep to its length. (The checker of manifests cannot read that schema: one of its patterns is not one.)
 * Gives French lines, none when all is well.
 */
export function checkWords(words: Readonly<Record<string, unknown>>, schema: unknown): readonly string[] {
  const { properties, patternProperties } = isRecord(schema) ? schema : {};
  if (!isRecord(properties) || !isRecord(patternProperties)) return ['le schéma des traductions n’est pas lisible'];
  const patterns = Object.entries(patternProperties).map(([pattern, rule]) => ({ place: new RegExp(pattern), rule }));
  return Object.entries(words).flatMap(([key, text]) => {
    const rule = properties[key] ?? patterns.find(({ place }) => place.test(key))?.rule;
    if (!isRecord(rule)) return [`« ${key} » n’est pas un texte que Teams traduit`];
    const most = typeof rule.maxLength === 'number' ? rule.maxLength : Number.POSITIVE_INFINITY;
    if (typeof text !== 'string' || text.trim() === '') return [`« ${key} » est vide`];
    return text.length > most ? [`« ${key} » a ${text.length} caractères, ${most} au plus`] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
