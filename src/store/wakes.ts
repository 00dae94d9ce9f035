/** Who waits for news of which conversation, within this process. */
export interface Wakes {
  follow(conversation: string, wake: () => void): () => void;
  wake(conversation: string): void;
}

/** An empty list of followers; waking a conversation that nobody follows does nothing. */
export function createWakes(): Wakes {
  const followers = new Map<string, Set<() => void>>();
  return {
    follow(conversation, wake) {
      const own = followers.get(conversation) ?? new Set();
      followers.set(conversation, own);
      own.add(wake);
      return () => {
        own.delete(wake);
        if (own.size === 0 && followers.get(conversation) === own) followers.delete(conversation);
      };
    },
    wake(conversation) {
      for (const wake of followers.get(conversation) ?? []) wake();
    },
  };
}
