import type { BotFramework, BotFrameworkParts } from './bot-framework.ts';
import type { Reply } from './http.ts';

const CLOSED: Reply = { status: 403, problem: 'Ce canal est fermé : MicrosoftAppId n’est pas configuré.' };

/** Longer than any sending takes: what still waits then waits for nobody. */
const LEFT_AFTER_MS = 30_000;

/**
 * The Bot Framework channel, whose SDK (a quarter of a second, 40 MB) is loaded by the first call or by `load`; never
 * when a public address without credentials closes the channel. From `load` to `close` it sends what an earlier process
 * left.
 */
export function openBotFramework(
  parts: BotFrameworkParts,
): Pick<BotFramework, 'receive'> & { load(): Promise<void>; close(): void } {
  if (parts.app === null && parts.publicUrl !== null) {
    return { receive: () => Promise.resolve(CLOSED), load: () => Promise.resolve(), close: () => undefined };
  }
  let loading: Promise<BotFramework> | undefined;
  let sending: NodeJS.Timeout | undefined;
  let isClosed = false;
  const load = (): Promise<BotFramework> => {
    loading ??= import('./bot-framework.ts').then(({ createBotFramework }) => createBotFramework(parts));
    return loading;
  };
  return {
    receive: async (call) => (await load()).receive(call),
    load: async () => {
      const { sendLeft } = await load();
      if (isClosed) return;
      sending = setInterval(() => {
        sendLeft(LEFT_AFTER_MS).catch((error: unknown) => parts.warn(error, 'late delivery'));
      }, LEFT_AFTER_MS).unref();
    },
    close() {
      isClosed = true;
      clearInterval(sending);
    },
  };
}
