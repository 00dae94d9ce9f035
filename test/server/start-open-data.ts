import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { listOpenData } from '../../src/server/open-data/list-open-data.ts';
import { createServer } from '../../src/server/server.ts';

/** The project’s own dataset. */
export const knowledge = createKnowledge(new URL('../../data', import.meta.url).pathname);

/** The real server with the open data alone, on a free port. */
export async function startOpenData(): Promise<{
  readonly url: string;
  readonly faults: unknown[];
  stop(): Promise<void>;
}> {
  const faults: unknown[] = [];
  const server = createServer({
    routes: listOpenData(() => knowledge),
    publicUrl: null,
    addressOf: () => null,
    limit: async () => 0,
    upgrade: async () => 404,
    observe: () => undefined,
    failed: (error) => faults.push(error),
  });
  const port = await server.listen(0, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, faults, stop: server.close };
}
