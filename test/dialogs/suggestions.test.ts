import { describe, expect, it } from 'vitest';
import { answerFrame, outcomeOf } from '../../dialogs/index.ts';
import type { Frame } from '../../src/answer.ts';
import { withoutOnePart } from '../../src/cards/without-one-part.ts';
import { emptyFrame, frameFromPath, frameToPath } from '../../src/frame.ts';
import { everyAnswer, knowledge, suggested } from '../gallery/draw-all.ts';

describe('every question that the bot suggests', () => {
  const answers = [...everyAnswer()];

  it('gets an answer with facts, whatever card offers it', () => {
    const deadEnds = new Set<string>();
    const checked = new Set<string>();
    for (const { path, answer } of answers) {
      for (const next of suggested(answer)) {
        const to = frameToPath(next);
        if (checked.has(to)) continue;
        checked.add(to);
        if (!hasAnswer(next)) deadEnds.add(`${path} → ${to}`);
      }
    }
    expect([...deadEnds]).toEqual([]);
    expect(checked.size).toBeGreaterThan(1000);
  });

  it('comes with one or two others on every answer, and never repeats the question just asked', () => {
    const poor = answers.filter(
      ({ answer }) => !('choices' in answer) && (answer.next.length < 2 || answer.next.length > 3),
    );
    expect(poor.map(({ path }) => path)).toEqual([]);
    const circular = answers.filter(({ path, answer }) => answer.next.some((next) => frameToPath(next) === path));
    expect(circular.map(({ path }) => path)).toEqual([]);
  });

  it('has a permanent link that reads back as the same question', () => {
    for (const { answer } of answers) {
      for (const next of suggested(answer)) expect(frameFromPath(frameToPath(next))).toEqual(next);
    }
  });
});

describe('a question with one part fewer', () => {
  it('is the very question that one would ask without the theme', () => {
    const narrow: Frame = { ...emptyFrame('contacts'), territories: ['region-bretagne'], themes: ['numerique'] };
    expect(withoutOnePart(narrow)).toContainEqual({ ...emptyFrame('contacts'), territories: ['region-bretagne'] });
  });

  it('is the very question that one would ask without the place', () => {
    const narrow: Frame = { ...emptyFrame('challenges'), territories: ['region-bretagne'], themes: ['numerique'] };
    expect(withoutOnePart(narrow)).toContainEqual({ ...emptyFrame('theme'), themes: ['numerique'] });
  });

  it('is always a question that some dialog takes, never one that lacks its subject', () => {
    const faults: string[] = [];
    for (const { path, frame } of everyAnswer()) {
      if (frame === null || !hasAnswer(frame)) continue;
      for (const fewer of withoutOnePart(frame)) {
        if (outcomeOf(answerFrame(fewer, knowledge)[0]) === 'clarify') faults.push(`${path} → ${frameToPath(fewer)}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

function hasAnswer(frame: Frame): boolean {
  return outcomeOf(answerFrame(frame, knowledge)[0]) === 'answer';
}
