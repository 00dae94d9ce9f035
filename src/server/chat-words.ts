import type { Translator } from '../translator.ts';

/** What the script of the chat page says by itself; `#` stands for a number. */
export type ChatWords = ReturnType<typeof listChatWords>;

/** The words of one language for the script of the chat page. */
export function listChatWords({ locale, t }: Translator) {
  return {
    locale,
    tag: locale === 'fr' ? 'fr-FR' : 'en-GB',
    you: t('chat.you'),
    bot: t('chat.bot'),
    waiting: t('chat.waiting'),
    question: t('chat.question'),
    placeholder: t('chat.placeholder'),
    noSuggestion: t('chat.suggestions.none'),
    oneSuggestion: t('chat.suggestions.one'),
    someSuggestions: t('chat.suggestions.some'),
    copy: t('chat.copy'),
    copied: t('chat.copied'),
    copyFailed: t('chat.copy.failed'),
    kept: t('chat.kept'),
    nothingToKeep: t('chat.nothing-to-keep'),
    newTab: t('chat.new-tab'),
    offline: t('chat.offline'),
    online: t('chat.online'),
    unsent: t('chat.unsent'),
    again: t('chat.again'),
    flood: t('chat.flood'),
    closed: t('chat.closed'),
    forgotten: t('chat.forgotten'),
    fileName: t('chat.file.name'),
    fileTitle: t('chat.file.title'),
    fileMade: t('chat.file.made', { on: '#' }),
    log: t('chat.log'),
    end: t('chat.end'),
    broken: t('chat.broken'),
    undrawn: t('chat.undrawn'),
  };
}
