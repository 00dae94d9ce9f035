import type { Knowledge } from '../../src/knowledge/knowledge.ts';

const KINDS: Readonly<Record<string, string>> = { wave: 'vague 1', kind: 'région' };

/** An example question with real names in it, and the class it is an example of. */
export interface ExampleQuestion {
  readonly text: string;
  readonly intent: string;
}

/**
 * The very examples that ours learns from, for engines that know nothing of names: each ⟨type⟩ becomes a real name of
 * that type, the next one at each use, `fillings` times over for an example that has any.
 */
export function fillExamples({ intents, names, communes, place }: Knowledge, fillings: number): ExampleQuestion[] {
  const byType = new Map<string, string[]>();
  for (const { type, text, as } of names) {
    if (as !== 'name') continue;
    byType.set(type, [...(byType.get(type) ?? []), text]);
  }
  const large = communes.folded
    .map((_, index) => place(communes.ids(index)[0] ?? ''))
    .filter((one) => one !== undefined && one.population > 50_000);
  byType.set(
    'place',
    large.map((one) => one?.name ?? ''),
  );
  const used = new Map<string, number>();
  const next = (type: string): string => {
    const known = byType.get(type) ?? [];
    const at = used.get(type) ?? 0;
    used.set(type, at + 1);
    return known[at % Math.max(1, known.length)] ?? KINDS[type] ?? type;
  };
  return intents.flatMap(({ id, examples }) =>
    examples.flatMap((text) =>
      Array.from({ length: text.includes('⟨') ? fillings : 1 }, () => ({
        text: text.replace(/⟨([a-z-]+)⟩/gu, (_, type: string) => next(type)),
        intent: id,
      })),
    ),
  );
}
