import type {
  IActionSet,
  IAdaptiveCard,
  IImage,
  IOpenUrlAction,
  ISubmitAction,
  ITable,
  ITextBlock,
} from '@microsoft/teams.cards';
import { expectTypeOf, it } from 'vitest';
import type { ActionSet, Card, Image, OpenUrlAction, SubmitAction, Table, TextBlock } from '../../src/cards/element.ts';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

it('describes elements that Microsoft’s own types take', () => {
  expectTypeOf<Mutable<TextBlock>>().toExtend<ITextBlock>();
  expectTypeOf<Mutable<Image>>().toExtend<IImage>();
  expectTypeOf<Mutable<Table>>().toExtend<ITable>();
  expectTypeOf<Mutable<ActionSet>>().toExtend<IActionSet>();
  expectTypeOf<Mutable<OpenUrlAction>>().toExtend<IOpenUrlAction>();
  expectTypeOf<Mutable<SubmitAction>>().toExtend<ISubmitAction>();
  expectTypeOf<Mutable<Card>>().toExtend<IAdaptiveCard>();
});
