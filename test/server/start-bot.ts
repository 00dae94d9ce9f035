import { readConfig } from '../../src/config.ts';
import { createAssistant } from '../../src/create-assistant.ts';
import { createLog } from '../../src/server/log.ts';
import { type Running, start } from '../../src/start.ts';

let assistant: ReturnType<typeof createAssistant> | undefined;

/** A whole bot on a free port, with its state in memory unless `env` says otherwise, and its address. */
export async function startBot(env: Record<string, string> = {}): Promise<Running & { readonly url: string }> {
  const config = readConfig({
    PORT: '0',
    STORE_URL: 'memory:',
    LOG_LEVEL: 'silent',
    RATE_PER_CONVERSATION: '0',
    ...env,
  });
  const load = () => {
    assistant ??= createAssistant(config);
    return assistant;
  };
  const running = await start(config, load, createLog(config.logLevel));
  return { ...running, url: `http://localhost:${running.port}` };
}

/** One activity as an answer over HTTP, as far as tests look at it. */
export interface Received {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly valueType?: string;
  readonly textFormat?: string;
  readonly inputHint?: string;
  readonly attachments?: readonly { readonly contentType: string; readonly content: Card }[];
}

/** A card, as far as tests look into it. */
export interface Card {
  readonly type: string;
  readonly version: string;
}

/** The messages that the buttons of a card send, in order. */
export function buttonsOf(part: unknown): readonly { readonly text: string; readonly value?: unknown }[] {
  if (Array.isArray(part)) return part.flatMap(buttonsOf);
  if (typeof part !== 'object' || part === null) return [];
  if ('cardAction' in part && isButton(part.cardAction)) return [part.cardAction];
  return Object.values(part).flatMap(buttonsOf);
}

function isButton(value: unknown): value is { text: string; value?: unknown } {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

/** Posts a body to `/api/messages`; gives the status and the replies. */
export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string | null; retryAfter: string | null; text: string; replies: Received[] }> {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const replies = text.startsWith('{"activities"') ? JSON.parse(text).activities : [];
  const { status } = response;
  return {
    status,
    type: response.headers.get('content-type'),
    retryAfter: response.headers.get('retry-after'),
    text,
    replies,
  };
}

/** A message of the emulator's channel that waits for its replies. */
export function message(text: string | undefined, rest: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message',
    ...(text === undefined ? {} : { text }),
    channelId: 'emulator',
    serviceUrl: 'http://localhost:1',
    from: { id: 'user' },
    recipient: { id: 'bot' },
    conversation: { id: 'conversation' },
    deliveryMode: 'expectReplies',
    ...rest,
  };
}
