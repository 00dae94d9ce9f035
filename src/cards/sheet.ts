import type { Drawn, Frame, Intent } from '../answer.ts';
import type { Feedback } from '../feedback.ts';
import type { Fact, Source, Territory } from '../records.ts';
import type { Translator } from '../translator.ts';
import type { Names } from './wording.ts';

/**
 * One answer being drawn. Each piece goes into the card and, in the same words, into the text, so that both say the
 * same facts; sources are gathered on the way and listed at the foot.
 */
export interface Sheet {
  readonly tr: Translator;
  readonly names: Names;
  /** The first line, a heading. */
  title(text: string): void;
  heading(text: string): void;
  /** A sentence of our own. */
  say(text: string): void;
  /** A statement of the dataset, as a paragraph. */
  fact(fact: Pick<Fact, 'text' | 'sources'>): void;
  /** A list; each line already cited where it states a fact. */
  items(lines: readonly string[]): void;
  /** One of several things, by its name in bold, perhaps with what is said of it. */
  entry(name: string, detail: string | null): void;
  /** Names and values, a line each. */
  pairs(rows: readonly (readonly [name: string, value: string])[]): void;
  /** A table of two columns under two headings: a name, and one or several things. */
  table(head: readonly [string, string], rows: readonly (readonly [name: string, items: readonly string[]])[]): void;
  /**
   * A map of territories, which says nothing that the text does not: several bear numbers, in their order, and are
   * named under it. `region` is the official code of the region it keeps to; null for all of France.
   */
  map(territories: readonly Territory[], region: string | null): void;
  /** Pages as a list of links. */
  sources(sources: readonly Source[]): void;
  /** Names the sources of something that is shown. */
  cite(sources: readonly Source[]): void;
  /** A button that opens a site, right under what was said last; the foot says which ones nobody has visited. */
  site(title: string, url: string, isChecked: boolean): void;
  /** A button at the foot that asks a question; `title` when it should say less than the question. */
  ask(frame: Frame, title?: string): void;
  /** A question to choose among those announced by what was said last: a button at the foot, a line in the text. */
  choose(frame: Frame): void;
  /** A choice that says some words as if they had been typed. */
  sayButton(title: string, typed: string): void;
  /** The question behind « toutes les sources », for when the foot can't hold them. */
  allSources(frame: Frame): void;
  /** A permanent link at the foot; without a public address it is one that only a page of this very server can follow. */
  permalink(frame: Frame): void;
  /** A button at the foot that says what a reader thinks of an answer. */
  judge(title: string, feedback: Feedback): void;
  /** « Utile » and « Pas utile », the last thing on the card; the text has no buttons and goes without. */
  rate(intent: Intent): void;
  finish(): Drawn;
}
