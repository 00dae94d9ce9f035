/** The parts of botframework-webchat's own file that the page uses; it puts them on `window`. */
export interface WebChat {
  createDirectLine(options: { domain: string; token: string; conversationId: string; webSocket: boolean }): object;
  createStore(initial: object, ...middleware: readonly Middleware[]): Store;
  renderWebChat(properties: object, element: Element): void;
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
