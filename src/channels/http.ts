import type { IncomingHttpHeaders } from 'node:http';

/** A request as a channel sees it, free of any server library. */
export interface Call {
  readonly headers: IncomingHttpHeaders;
  /** The address of the other end of the connection. */
  readonly peer: string;
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body; undefined when there is none. */
  readonly body: unknown;
}

/** What to answer: at most one of `json`, `content` and `problem`. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Anything that is not JSON, with its media type. */
  readonly content?: { readonly type: string; readonly body: string | Buffer };
  /** One French sentence that says what is wrong and what to do, sent as `application/problem+json`. */
  readonly problem?: string;
}
