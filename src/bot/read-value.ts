import type { Activity } from 'botbuilder';

/** What the press of a button sends, as cards wrote it: the words it says and the value it carries. */
export interface Press {
  readonly text: string | null;
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Reads the press of a button; null for a message that is none. Teams hands over the value of the button, or the JSON
 * text of it; other clients that draw cards for Teams send everything that the button holds.
 */
export function readPress(activity: Activity): Press | null {
  const sent = readRecord(activity.value);
  if (sent === null) return null;
  const { msteams } = sent;
  if (!isRecord(msteams) || msteams.type !== 'messageBack') return { text: null, value: sent };
  return { text: typeof msteams.text === 'string' ? msteams.text : null, value: readRecord(msteams.value) ?? {} };
}

/** What a pressed button carries; null for a message that is none. */
export function readValue(activity: Activity): Press['value'] | null {
  return readPress(activity)?.value ?? null;
}

function readRecord(value: unknown): Record<string, unknown> | null {
  if (isRecord(value)) return value;
  if (typeof value !== 'string' || !value.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
