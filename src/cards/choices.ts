import type { Draw } from './draw.ts';
import { wordTyped } from './wording.ts';

/** The question lacks what it is about: which one? */
export const drawWhich: Draw<'which'> = ({ missing, choices }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t(`which.${missing}`));
  sheet.say(t('which.hint'));
  for (const choice of choices) sheet.choose(choice);
};

/** Several readings: at most three questions in human words, and a way out. */
export const drawClarify: Draw<'clarify'> = ({ about, choices }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t('clarify.title'));
  if (about !== null) sheet.say(t('clarify.about', { word: wordTyped(about, sheet.tr) }));
  sheet.say(t('clarify.hint'));
  for (const choice of choices) sheet.choose(choice);
  sheet.sayButton(t('clarify.none'), t('clarify.none.text'));
};
