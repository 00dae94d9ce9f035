const ACCENT = '#0e4a4f';
const INK = '#1d2628';
const QUIET = '#4a585b';
const LINE = '#c9cfcd';
const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';

/** The widget's own options: contrast of at least 4.5, targets of at least 40 pixels, nothing one cannot use here. */
export const LOOK = {
  accent: ACCENT,
  backgroundColor: '#ffffff',
  subtle: QUIET,
  primaryFont: FONT,
  paddingRegular: 12,
  bubbleBackground: '#f4f2ec',
  bubbleBorderColor: '#f4f2ec',
  bubbleBorderRadius: 10,
  bubbleTextColor: INK,
  bubbleFromUserBackground: ACCENT,
  bubbleFromUserBorderColor: ACCENT,
  bubbleFromUserBorderRadius: 10,
  bubbleFromUserTextColor: '#ffffff',
  bubbleMaxWidth: 640,
  bubbleAttachmentMaxWidth: 640,
  cardPushButtonBackgroundColor: ACCENT,
  cardPushButtonTextColor: '#ffffff',
  cardEmphasisBackgroundColor: '#f4f2ec',
  // A long answer is read from its beginning.
  autoScrollSnapOnPage: true,
  autoScrollSnapOnPageOffset: -48,
  hideUploadButton: true,
  groupTimestamp: 60_000,
  timestampColor: QUIET,
  sendBoxBackground: '#ffffff',
  sendBoxBorderTop: `solid 2px ${ACCENT}`,
  sendBoxButtonColor: ACCENT,
  sendBoxButtonColorOnHover: INK,
  sendBoxButtonColorOnFocus: INK,
  sendBoxHeight: 48,
  sendBoxTextColor: INK,
  sendBoxPlaceholderColor: QUIET,
  sendBoxTextWrap: true,
  suggestedActionLayout: 'flow',
  transcriptTerminatorFontSize: 14,
  transcriptTerminatorColor: QUIET,
  notificationText: INK,
} as const;

/** How cards are drawn: the page's own font and colours. */
export const CARDS = {
  fontFamily: FONT,
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: LINE },
  // Under the h1 of the page.
  textBlock: { headingLevel: 2 },
  fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
  containerStyles: {
    default: {
      backgroundColor: '#ffffff',
      foregroundColors: {
        default: { default: INK, subtle: QUIET },
        accent: { default: ACCENT, subtle: ACCENT },
        good: { default: '#1c5f2e', subtle: '#1c5f2e' },
        warning: { default: '#7a4a00', subtle: '#7a4a00' },
        attention: { default: '#9b1c1c', subtle: '#9b1c1c' },
      },
    },
    emphasis: {
      backgroundColor: '#f4f2ec',
      foregroundColors: {
        default: { default: INK, subtle: QUIET },
        accent: { default: ACCENT, subtle: ACCENT },
        good: { default: '#1c5f2e', subtle: '#1c5f2e' },
        warning: { default: '#7a4a00', subtle: '#7a4a00' },
        attention: { default: '#9b1c1c', subtle: '#9b1c1c' },
      },
    },
  },
  actions: {
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    buttonSpacing: 8,
    maxActions: 20,
    allowTitleToWrap: true,
    spacing: 'default',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
} as const;

/** Words of the widget in place of its own. */
export function sayOtherwise(words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...words,
    TEXT_INPUT_PLACEHOLDER: 'Posez votre question…',
    TEXT_INPUT_ALT: 'Votre question',
    TRANSCRIPT_ARIA_LABEL_ALT: 'Conversation ; les flèches mènent d’un message à l’autre.',
    TRANSCRIPT_ARIA_ROLE_ALT: 'conversation',
    TRANSCRIPT_TERMINATOR_TEXT: 'Fin de la conversation',
    CONNECTIVITY_STATUS_ALT_FATAL: 'La conversation est interrompue. Rechargez la page.',
    CONNECTIVITY_STATUS_ALT_RENDER_ERROR: 'Ce message ne peut pas être affiché. Rechargez la page.',
  };
}
