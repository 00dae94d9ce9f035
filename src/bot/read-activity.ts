import type { Activity } from 'botbuilder';

const STRINGS = ['id', 'text', 'channelId', 'serviceUrl', 'locale', 'name', 'deliveryMode', 'replyToId'] as const;
const RECORDS = ['conversation', 'from', 'recipient'] as const;
const LISTS = ['attachments', 'entities', 'membersAdded', 'membersRemoved'] as const;

/**
 * Reads an activity that comes from outside; null for anything that is not one: no object, no `type`, or a field of
 * the wrong kind. Fields that are absent or null stay absent; unknown fields are kept and never read.
 */
export function readActivity(body: unknown): Activity | null {
  if (!isRecord(body)) return null;
  const activity: Record<string, unknown> = Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== null && value !== undefined),
  );
  return isActivity(activity) ? activity : null;
}

function isActivity(value: unknown): value is Activity {
  return (
    isRecord(value) &&
    typeof value.type === 'string' &&
    value.type.trim() !== '' &&
    STRINGS.every((name) => value[name] === undefined || typeof value[name] === 'string') &&
    RECORDS.every((name) => value[name] === undefined || isAccount(value[name])) &&
    LISTS.every((name) => value[name] === undefined || isListOfRecords(value[name]))
  );
}

function isAccount(value: unknown): boolean {
  return isRecord(value) && (value.id === undefined || value.id === null || typeof value.id === 'string');
}

function isListOfRecords(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
