import type { Commit, Committed } from './store.ts';

/** Saves turns, those of one round of the event loop together. */
export interface Saving {
  /** Resolves once the turn is saved, or is not; rejects with what `save` threw for it. */
  add(turn: Commit): Promise<Committed>;
  /** Saves what waits. */
  flush(): void;
}

interface Waiting {
  readonly turn: Commit;
  readonly resolve: (outcome: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One transaction costs as much as ten turns in it, so turns that end in the same round of the event loop share one.
 * `save` saves all that it is given or, when an outcome is not `saved` or it throws, nothing: then each is saved alone.
 */
export function createSaving(save: (turns: readonly Commit[]) => readonly Committed[]): Saving {
  let waiting: Waiting[] = [];

  const saveAlone = ({ turn, resolve, reject }: Waiting): void => {
    try {
      for (const outcome of save([turn])) resolve(outcome);
    } catch (error) {
      reject(error);
    }
  };

  const saveAll = (all: readonly Waiting[]): boolean => {
    try {
      return save(all.map(({ turn }) => turn)).every((outcome) => outcome === 'saved');
    } catch {
      return false; // saved one by one, each meets its own error
    }
  };

  const flush = (): void => {
    const taken = waiting;
    waiting = [];
    if (taken.length > 1 && saveAll(taken)) for (const { resolve } of taken) resolve('saved');
    else taken.forEach(saveAlone);
  };

  return {
    add(turn) {
      if (waiting.length === 0) setImmediate(flush);
      return new Promise((resolve, reject) => waiting.push({ turn, resolve, reject }));
    },
    flush,
  };
}
