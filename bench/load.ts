import autocannon, { type Request } from 'autocannon';

/** How many callers ask at the same time, and after how many questions each begins another conversation. */
export const CONNECTIONS = 50;
const QUESTIONS_A_CONVERSATION = 4;

/** What came of a round of load. */
export interface Load {
  readonly turns: number;
  readonly seconds: number;
  /** The 99th of a hundred answers came within so many milliseconds. */
  readonly p99: number;
}

/**
 * Asks the questions over `POST /api/messages` with `expectReplies`, for so many seconds (at `overallRate` turns a second, or
 * as many as can be) or so many turns. Each
 * connection goes through all questions from its own start, in conversations of its own. Throws when a turn fails.
 */
export async function ask(
  port: number,
  questions: readonly string[],
  round: string,
  how: { readonly duration: number; readonly overallRate?: number } | { readonly amount: number },
): Promise<Load> {
  let client = 0;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    timeout: 20,
    idReplacement: true,
    ...how,
    setupClient(one) {
      const own = client++;
      const first = Math.floor((own * questions.length) / CONNECTIONS);
      one.setRequests(
        questions.map((_, at) => {
          const conversation = `${round}-${own}-${Math.floor(at / QUESTIONS_A_CONVERSATION)}`;
          return toRequest(questions[(first + at) % questions.length] ?? '', conversation);
        }),
      );
    },
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result['2xx'] + failed} turns failed on port ${port}`);
  return { turns: result['2xx'], seconds: result.duration, p99: result.latency.p99 };
}

function toRequest(text: string, conversation: string): Request {
  return {
    method: 'POST',
    path: '/api/messages',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'message',
      id: '[<id>]', // each delivery its own, as channels send them
      channelId: 'emulator',
      serviceUrl: 'http://localhost:9',
      deliveryMode: 'expectReplies',
      conversation: { id: conversation },
      from: { id: `user-${conversation}`, name: 'User', role: 'user' },
      recipient: { id: 'bot', name: 'Bot', role: 'bot' },
      locale: 'fr-FR',
      text,
    }),
  };
}
