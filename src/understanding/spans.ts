/** Words from `from` to `to`, half open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Whether two spans share no word. */
export function areApart(a: Span, b: Span): boolean {
  return a.to <= b.from || a.from >= b.to;
}

/** Whether one of the spans holds the word. */
export function isCovered(at: number, spans: readonly Span[]): boolean {
  return spans.some(({ from, to }) => at >= from && at < to);
}
