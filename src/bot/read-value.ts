import type { Activity } from 'botbuilder';

/** What a button carries; Teams may hand it over as the JSON text of it. */
export function readValue(activity: Activity): Readonly<Record<string, unknown>> | null {
  const value: unknown = activity.value;
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
