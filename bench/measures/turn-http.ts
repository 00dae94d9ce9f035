import { ask, CONNECTIONS } from '../load.ts';
import { createRow, type Measure } from '../measure.ts';
import { someQuestions } from '../questions.ts';
import { ECHO_BOT, OURS, PLAIN_RESTIFY, startServer } from '../server.ts';

const QUESTIONS = 200;
const ROUNDS = 3;
const ROUND_SECONDS = 3;
const WARM_UP_SECONDS = 3;

/** Turns a second over `POST /api/messages`, beside the stock echo bot and beside restify alone. */
export const turnHttp: Measure = {
  ids: ['turn-http', 'turn-http-restify', 'turn-http-processor'],
  async run() {
    const questions = someQuestions(QUESTIONS);
    const servers = [];
    try {
      for (const program of [OURS, ECHO_BOT, PLAIN_RESTIFY]) servers.push(await startServer(program));
      for (const { port } of servers) await ask(port, questions, 'warm', { duration: WARM_UP_SECONDS });
      const rounds: { name: string; rate: number; cost: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const { name, port, processorMs } of servers) {
          const before = processorMs();
          const { turns, seconds } = await ask(port, questions, `round${round}`, { duration: ROUND_SECONDS });
          rounds.push({ name, rate: turns / seconds, cost: (processorMs() - before) / turns });
        }
      }
      const runsOf = (program: { name: string }, what: 'rate' | 'cost'): number[] =>
        rounds.filter(({ name }) => name === program.name).map((round) => round[what]);
      const rate = { unit: 'turns/s', better: 'higher', ours: runsOf(OURS, 'rate') } as const;
      const echo = { name: 'stock echo bot', runs: runsOf(ECHO_BOT, 'rate') };
      const plain = { name: PLAIN_RESTIFY.name, runs: runsOf(PLAIN_RESTIFY, 'rate') };
      return {
        rows: [
          createRow({
            ...rate,
            id: 'turn-http',
            what: 'a turn over HTTP',
            peer: echo,
            bar: { of: 'ratio', limit: 0.75 },
          }),
          createRow({ ...rate, id: 'turn-http-restify', what: 'the same', peer: plain }),
          createRow({
            id: 'turn-http-processor',
            what: 'processor time a turn',
            unit: 'ms',
            better: 'lower',
            ours: runsOf(OURS, 'cost'),
            peer: { name: echo.name, runs: runsOf(ECHO_BOT, 'cost') },
          }),
        ],
        notes: [
          `POST /api/messages, expectReplies, ${CONNECTIONS} connections, ${QUESTIONS} questions of the tuning half; one process each, SQLite, no credentials; ${ROUNDS} interleaved rounds of ${ROUND_SECONDS} s.`,
        ],
      };
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
  },
};
