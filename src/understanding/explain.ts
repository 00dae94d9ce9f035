import type { Measured } from './read.ts';

/** How a question was read, one line a step, in French, for those who edit the data. */
export function explain(measured: Measured, chance: number): string[] {
  const readings = measured.ranked
    .slice(0, 3)
    .map(({ intent, score }) => `${intent} ${score.toFixed(2)}`)
    .join(' · ');
  return [
    `Genre de question : ${readings}`,
    ...measured.entities.map(
      ({ text, type, id, confidence, negated }) =>
        `« ${text} » → ${type} ${id} (${confidence})${negated ? ', à exclure' : ''}`,
    ),
    ...(measured.unexplained.length > 0
      ? [`Mots sans explication : ${measured.unexplained.map((word) => word.raw).join(', ')}`]
      : []),
    ...(measured.unheld === null ? [] : [`Demande ce que les données n’ont pas : ${measured.unheld}`]),
    `Chance que ce soit bien compris : ${chance.toFixed(2)}`,
  ];
}
