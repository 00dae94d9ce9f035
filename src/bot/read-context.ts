import type { Context, Frame } from '../answer.ts';

/**
 * The context of a conversation as the store gives it back. Whatever an earlier release wrote and this one cannot read
 * is left out: the conversation then merely starts afresh.
 */
export function readContext(value: unknown, readFrame: (value: unknown) => Frame | null): Context {
  const saved: Record<string, unknown> = isRecord(value) ? value : {};
  return {
    last: readFrames(saved.last, readFrame),
    choices: readFrames(saved.choices, readFrame),
    listed: Array.isArray(saved.listed) ? saved.listed.filter((id) => typeof id === 'string') : [],
    asked: saved.asked === true,
    locale: saved.locale === 'fr' || saved.locale === 'en' ? saved.locale : null,
  };
}

function readFrames(value: unknown, readFrame: (value: unknown) => Frame | null): readonly Frame[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => readFrame(one) ?? []);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
