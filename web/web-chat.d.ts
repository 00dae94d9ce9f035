/** The parts of botframework-webchat's own file that the page uses; it puts them on `window`. */
export interface WebChat {
  createDirectLine(options: { domain: string; token: string; conversationId: string; webSocket: boolean }): Connection;
  createStore(initial: object, ...middleware: readonly Middleware[]): Store;
  renderWebChat(properties: object, element: Element): void;
}

/** A conversation with the server, as the widget's client keeps it; the token is made new now and then. */
export interface Connection {
  readonly conversationId: string;
  readonly token: string;
  postActivity(activity: object): Posting;
}

/** A message on its way: gives its id once, or why there is none. */
export interface Posting {
  subscribe(observer: { next: (id: string) => void; error: (error: unknown) => void }): { unsubscribe(): void };
}

/** The widget's store: actions in. */
export interface Store {
  dispatch(action: object): void;
}

/** Redux middleware over the widget's actions. */
export type Middleware = (api: unknown) => (next: (action: unknown) => unknown) => (action: unknown) => unknown;

declare global {
  interface Window {
    WebChat?: WebChat;
  }
}
