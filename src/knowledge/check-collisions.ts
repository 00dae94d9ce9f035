import type { Dictionary } from '../language/dictionary.ts';
import { fold } from '../language/fold.ts';
import { COLLISION_RULES } from './collision-rules.ts';
import { type CloseNames, findCollisions } from './find-collisions.ts';
import type { Collision, Knowledge } from './knowledge.ts';

/** What became of every pair of close names. */
export interface CollisionReport {
  readonly found: number;
  /** How many each rule of `collision-rules.ts` decided, by its id. */
  readonly byRule: ReadonlyMap<string, number>;
  /** How many a line of `data/collisions.yaml` decided. */
  readonly byLine: number;
  readonly undecided: readonly CloseNames[];
  /** Lines that no longer decide anything. */
  readonly unused: readonly Collision[];
}

/** Finds the names that are too close and who decided on them: a rule, a line of `data/collisions.yaml`, or nobody. */
export function checkCollisions(knowledge: Knowledge, dictionary: Dictionary): CollisionReport {
  const lines = new Map(knowledge.collisions.map((line) => [keyOf(line.text, line.with), line]));
  const used = new Set<Collision>();
  const byRule = new Map<string, number>();
  const undecided: CloseNames[] = [];
  let byLine = 0;
  const pairs = findCollisions(knowledge.names, dictionary);
  for (const pair of pairs) {
    const line = lines.get(keyOf(pair.first.text, pair.second?.text ?? pair.word ?? ''));
    const rule = COLLISION_RULES.find((candidate) => candidate.covers(pair, knowledge));
    if (line) {
      used.add(line);
      byLine += 1;
    } else if (rule) {
      byRule.set(rule.id, (byRule.get(rule.id) ?? 0) + 1);
    } else {
      undecided.push(pair);
    }
  }
  return {
    found: pairs.length,
    byRule,
    byLine,
    undecided,
    unused: knowledge.collisions.filter((line) => !used.has(line)),
  };
}

function keyOf(a: string, b: string): string {
  return [fold(a), fold(b)].toSorted().join(' | ');
}
