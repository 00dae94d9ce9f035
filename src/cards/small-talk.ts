import type { Draw } from './draw.ts';
import { wordTyped } from './wording.ts';

const HELP = ['help.1', 'help.2', 'help.3', 'help.4', 'help.5', 'help.6'] as const;

/** The first thing said: who speaks, what about, three examples. */
export const drawWelcome: Draw<'welcome'> = ({ territories }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t('welcome.title'));
  sheet.say(t('welcome.text', { count: territories }));
  sheet.say(t('welcome.privacy'));
};

/** Greeting, thanks, help and the like. */
export const drawSmallTalk: Draw<'smalltalk'> = ({ talk, territories }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t(`${talk}.title`));
  sheet.say(talk === 'who-are-you' ? t('who-are-you.text', { count: territories }) : t(`${talk}.text`));
  if (talk === 'help') sheet.items(HELP.map((key) => t(key)));
};

/** Not the bot's subject: what it can do in one line; the examples are the next questions. */
export const drawOffTopic: Draw<'offtopic'> = ({ word }, sheet) => {
  const { t } = sheet.tr;
  sheet.title(t('offtopic.title'));
  if (word !== null) sheet.say(t('offtopic.word', { word: wordTyped(word, sheet.tr) }));
  sheet.say(t('offtopic.text'));
};
