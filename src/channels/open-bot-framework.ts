import type { BotFramework, BotFrameworkParts } from './bot-framework.ts';
import type { Reply } from './http.ts';

const CLOSED: Reply = { status: 403, problem: 'Ce canal est fermé : MicrosoftAppId n’est pas configuré.' };

/**
 * The Bot Framework channel, whose SDK (a quarter of a second, 40 MB) is loaded by the first call or by `load`; never
 * when a public address without credentials closes the channel.
 */
export function openBotFramework(parts: BotFrameworkParts): BotFramework & { load(): Promise<void> } {
  if (parts.app === null && parts.publicUrl !== null) {
    return { receive: () => Promise.resolve(CLOSED), load: () => Promise.resolve() };
  }
  let loading: Promise<BotFramework> | undefined;
  const load = (): Promise<BotFramework> => {
    loading ??= import('./bot-framework.ts').then(({ createBotFramework }) => createBotFramework(parts));
    return loading;
  };
  return {
    receive: async (call) => (await load()).receive(call),
    load: async () => {
      await load();
    },
  };
}
