import { Agent, request } from 'node:http';

/** Connections that stay open: what a browser does. */
export function createCaller(port: number, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    /** Posts JSON and gives the JSON of the answer; rejects when it is refused. */
    post(path: string, body: unknown, token: string | null): Promise<unknown> {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      };
      return new Promise((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (response) => {
          let answer = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            answer += chunk;
          });
          response.on('end', () => {
            if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(answer));
            else reject(new Error(`POST ${path} was answered ${response.statusCode}`));
          });
        });
        call.once('error', reject);
        call.end(text);
      });
    },
    close(): void {
      agent.destroy();
    },
  };
}
