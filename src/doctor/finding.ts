/** What one check found; a fault or a warning says what to do about it. */
export interface Finding {
  readonly about: string;
  readonly state: 'ok' | 'warning' | 'fault';
  /** One French sentence without its full stop. */
  readonly says: string;
  readonly remedy?: string;
}

/** All is well. */
export function well(about: string, says: string): Finding {
  return { about, state: 'ok', says };
}

/** It works, but not as it should. */
export function warning(about: string, says: string, remedy: string): Finding {
  return { about, state: 'warning', says, remedy };
}

/** It does not work. */
export function fault(about: string, says: string, remedy: string): Finding {
  return { about, state: 'fault', says, remedy };
}
