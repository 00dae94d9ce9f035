/**
 * The part of Adaptive Cards 1.5 that our cards are made of, as types only: a card is a plain object literal, with no
 * builder to load or run. What both Teams and Web Chat draw, and nothing else, can be written in it.
 */
export type Element = TextBlock | ActionSet | Table | Picture;

export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'Small' | 'Default' | 'Medium';
  readonly weight?: 'Bolder';
  readonly spacing?: 'Small' | 'Medium';
  readonly separator?: true;
}

export interface Image {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
}

/** A picture with the words under it: the only use of a container, so that both can be left out together. */
export interface Picture {
  readonly type: 'Container';
  readonly items: readonly [Image, TextBlock];
}

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly spacing: 'Small';
  readonly actions: readonly Action[];
}

export interface Table {
  readonly type: 'Table';
  readonly firstRowAsHeaders: true;
  readonly columns: readonly { readonly width: number }[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly type: 'TableRow';
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly type: 'TableCell';
  readonly items: readonly TextBlock[];
}

export type Action = OpenUrlAction | SubmitAction;

export interface OpenUrlAction {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

export interface SubmitAction {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A whole card. */
export interface Card {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly Element[];
}
