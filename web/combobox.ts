import type { ChatWords } from '../src/server/chat-words.ts';
import type { FindQuestions } from './find-questions.ts';
import type { Question } from './message.ts';

const MOST = 6;

/** A field that proposes questions while one types: the combobox with a list of ARIA 1.2. */
export interface Combobox {
  readonly isOpen: boolean;
  close(): void;
}

/**
 * Makes one of a field and an empty list. `load` fetches the questions once somebody begins to type; `choose` gets the one
 * that is picked; `announce` tells how many there are to those who don't see them.
 */
export function createCombobox(parts: {
  input: HTMLInputElement;
  list: HTMLElement;
  words: ChatWords;
  load: () => Promise<FindQuestions>;
  choose: (question: Question) => void;
  announce: (words: string) => void;
}): Combobox {
  const { input, list, words, load, choose, announce } = parts;
  let find: FindQuestions | null = null;
  let shown: readonly Question[] = [];
  let active = -1;

  const prepare = (): void => {
    if (find !== null) return;
    load().then(
      (loaded) => {
        find = loaded;
        if (input.value !== '' && document.activeElement === input) propose();
      },
      // Without proposals one still asks what one likes; the next key tries again.
      () => undefined,
    );
  };

  const close = (): void => {
    shown = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };

  const propose = (): void => {
    const found = find?.(input.value, MOST) ?? [];
    // The whole question is there already.
    shown = found.length === 1 && found[0]?.text === input.value ? [] : found;
    if (shown.length === 0) {
      close();
      return;
    }
    list.replaceChildren(
      ...shown.map(({ text }, index) => {
        const option = document.createElement('div');
        option.role = 'option';
        option.id = `suggestion-${index}`;
        option.textContent = text;
        return option;
      }),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(-1);
    announce(shown.length === 1 ? words.oneSuggestion : words.someSuggestions.replace('#', String(shown.length)));
  };

  const mark = (index: number): void => {
    active = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(at === active));
      if (at === active) option.scrollIntoView({ block: 'nearest' });
    }
    const option = list.children[active];
    if (option === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', option.id);
  };

  const move = (by: 1 | -1): void => {
    if (list.hidden) propose();
    if (shown.length === 0) return;
    // One place more than there are questions: what was typed itself.
    const places = shown.length + 1;
    mark(((active + 1 + by + places) % places) - 1);
  };

  const pick = (index: number): void => {
    const question = shown[index];
    close();
    if (question !== undefined) choose(question);
  };

  input.addEventListener('focus', prepare);
  input.addEventListener('input', () => {
    prepare();
    if (input.value.trim().length > 1) propose();
    else close();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        move(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
        if (active < 0) break;
        event.preventDefault();
        pick(active);
        break;
      case 'Escape':
        if (list.hidden) return;
        event.preventDefault();
        event.stopPropagation();
        close();
    }
  });
  input.addEventListener('blur', close);
  // A press keeps the focus where it is.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option !== null) pick([...list.children].indexOf(option));
  });
  if (document.activeElement === input) prepare();

  return {
    get isOpen() {
      return !list.hidden;
    },
    close,
  };
}
