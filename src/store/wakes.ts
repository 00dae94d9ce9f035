/** Who waits for news of which conversation, within this process. */
export interface Wakes {
  follow(conversation: string, wake: () => void): () => void;
  wake(conversation: string): void;
  wakeAll(): void;
}

/** An empty list of followers; waking a conversation that nobody follows does nothing. */
export function createWakes(): Wakes {
  const followers = new Map<string, Set<() => void>>();
  const wake = (conversation: string): void => {
    for (const one of followers.get(conversation) ?? []) one();
  };
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
    wake,
    wakeAll() {
      for (const conversation of followers.keys()) wake(conversation);
    },
  };
}
