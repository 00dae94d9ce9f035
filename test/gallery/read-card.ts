type Json = Readonly<Record<string, unknown>>;

/** Every object inside a card, the card itself first. */
export function* objectsOf(value: unknown): Generator<Json> {
  if (Array.isArray(value)) {
    for (const one of value) yield* objectsOf(one);
  } else if (isJson(value)) {
    yield value;
    for (const inner of Object.values(value)) yield* objectsOf(inner);
  }
}

/** The pictures of a card with the words under them, and the card without them. */
export function splitPictures(card: unknown): { readonly pictures: readonly Json[]; readonly rest: unknown } {
  const body: readonly unknown[] = isJson(card) && Array.isArray(card.body) ? card.body : [];
  const pictures = body.filter((element) => isJson(element)).filter((element) => element.type === 'Container');
  return { pictures, rest: { body: body.filter((element) => !pictures.some((picture) => picture === element)) } };
}

/** Every string of a card that a person can see: texts, facts, alternative texts and labels of buttons. */
export function* visibleStrings(card: unknown): Generator<string> {
  for (const object of objectsOf(card)) {
    for (const key of ['text', 'altText', 'title', 'value']) {
      const text = object[key];
      // The words that a button sends are not drawn.
      if (typeof text === 'string' && object.type !== 'messageBack') yield text;
    }
  }
}

/** Whether a value is a JSON object. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A Markdown text of a card as words: without list signs, bold and addresses of links. */
export function plainLines(text: string): readonly string[] {
  return text
    .split('\r')
    .map((line) =>
      line
        .replace(/^- /, '')
        .replaceAll('**', '')
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .trim(),
    )
    .filter((line) => line !== '');
}
