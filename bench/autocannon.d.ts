declare module 'autocannon' {
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>;
  namespace autocannon {
    interface Request {
      method: 'GET' | 'POST';
      path: string;
      headers?: Record<string, string>;
      body?: string;
    }
    interface Client {
      setRequests(requests: Request[]): void;
    }
    interface Options {
      url: string;
      connections: number;
      /** Seconds. */
      duration?: number;
      /** Requests in all, in place of a duration. */
      amount?: number;
      /** Requests a second of all connections together; as many as can be without it. */
      overallRate?: number;
      timeout?: number;
      /** Puts a fresh id in place of each `[<id>]`. */
      idReplacement?: boolean;
      setupClient?: (client: Client) => void;
    }
    interface Result {
      '2xx': number;
      non2xx: number;
      errors: number;
      timeouts: number;
      /** Milliseconds. */
      latency: { readonly p99: number };
      /** Seconds. */
      duration: number;
    }
  }
  export = autocannon;
}
