declare module '@nlpjs/basic' {
  interface Nlp {
    container: { use(plugin: unknown): void };
    addLanguage(locale: string): void;
    addDocument(locale: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(locale: string, text: string): Promise<{ intent: string; score: number }>;
  }
  interface Dock {
    get(name: 'nlp'): Nlp;
  }
  export function dockStart(options: {
    use: readonly string[];
    settings: Readonly<Record<string, unknown>>;
  }): Promise<Dock>;
}
declare module '@nlpjs/lang-fr' {
  export const LangFr: unknown;
}
