import type { Activity } from 'botbuilder';

/**
 * Whether an activity says that the bot came to a conversation, or left it; null when it says neither. Teams tells an
 * installation twice, as an update of the installation and as one of the conversation, in any order; an upgrade is none.
 */
export function readArrival(activity: Activity): 'came' | 'left' | null {
  switch (activity.type) {
    case 'installationUpdate':
      return activity.action === 'add' ? 'came' : activity.action === 'remove' ? 'left' : null;
    case 'conversationUpdate': {
      if (isGreeted(activity)) return 'came';
      return hasBot(activity.membersRemoved, activity) ? 'left' : null;
    }
    default:
      return null;
  }
}

/** The place that is greeted: a whole team, whichever channel tells of it, or one conversation. */
export function placeOf(activity: Activity): string {
  const channelData: unknown = activity.channelData;
  const team = isRecord(channelData) && isRecord(channelData.team) ? channelData.team.id : null;
  return typeof team === 'string' && team !== '' ? team : (activity.conversation?.id ?? '');
}

/** True where several people read what the bot writes, and must mention it to be heard. */
export function isGroup(activity: Activity): boolean {
  const { isGroup: isMarked, conversationType } = activity.conversation ?? {};
  return isMarked === true || conversationType === 'groupChat' || conversationType === 'channel';
}

/** In Teams and in groups only the bot's own arrival is greeted; elsewhere any may be the first sign of a reader. */
function isGreeted(activity: Activity): boolean {
  const added = activity.membersAdded ?? [];
  return activity.channelId === 'msteams' || isGroup(activity) ? hasBot(added, activity) : added.length > 0;
}

function hasBot(members: Activity['membersAdded'], activity: Activity): boolean {
  return (members ?? []).some((member) => member.id === activity.recipient?.id);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
