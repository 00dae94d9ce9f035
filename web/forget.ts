import { endSession } from './session.ts';

/** The button of /confidentialite that forgets the conversation of this tab. */
const button = document.querySelector<HTMLButtonElement>('#forget');
const status = document.querySelector<HTMLElement>('#forgotten');

if (button !== null && status !== null) {
  const { done = '', none = '', failed = '' } = button.dataset;
  button.hidden = false;
  button.addEventListener('click', () => {
    endSession(`${location.origin}/v3/directline`).then(
      (wasThere) => {
        status.textContent = wasThere ? done : none;
      },
      () => {
        status.textContent = failed;
      },
    );
  });
}
