const FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif';
const HEX = /^#[0-9a-f]{6}$/i;

/** The colours of the page, in light and in dark: contrast of at least 4.5 between a text and what it stands on. */
export interface Palette {
  readonly accent: string;
  /** What stands on the accent. */
  readonly onAccent: string;
  /** What can be pressed, on paper. */
  readonly link: string;
  readonly ink: string;
  readonly quiet: string;
  readonly paper: string;
  readonly soft: string;
  readonly line: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
}

const LIGHT: Palette = {
  accent: '#0e4a4f',
  onAccent: '#ffffff',
  link: '#0e4a4f',
  ink: '#1d2628',
  quiet: '#4a585b',
  paper: '#ffffff',
  soft: '#f4f2ec',
  line: '#c9cfcd',
  good: '#1c5f2e',
  warning: '#7a4a00',
  attention: '#9b1c1c',
};
const DARK: Palette = {
  accent: '#8fd3d1',
  onAccent: '#06282b',
  link: '#8fd3d1',
  ink: '#e8edec',
  quiet: '#b1bfbf',
  paper: '#131a1c',
  soft: '#1d2729',
  line: '#3b484a',
  good: '#8fd6a0',
  warning: '#f0c27b',
  attention: '#f5a3a3',
};

/** The colours for a light or a dark page; `accent` is a site's own (`#rrggbb`), kept where it can be read. */
export function choosePalette(isDark: boolean, accent: string | null): Palette {
  const palette = isDark ? DARK : LIGHT;
  if (accent === null || !HEX.test(accent) || isDark) return palette;
  const onAccent = inkOn(accent);
  // A colour that carries white can also be read on white.
  return { ...palette, accent, onAccent, link: onAccent === '#ffffff' ? accent : palette.link };
}

/** Black or white, whichever is easier to read on a colour (`#rrggbb`). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Where white and black are equally far, by the formula of WCAG.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff';
}

/** The widget's own options: targets of at least 40 pixels, nothing that one cannot use here. */
export function styleWidget({ accent, onAccent, link, ink, quiet, paper, soft, line, warning, attention }: Palette) {
  return {
    accent,
    backgroundColor: paper,
    subtle: quiet,
    primaryFont: FONT,
    paddingRegular: 12,
    bubbleBackground: soft,
    bubbleBorderColor: line,
    bubbleBorderRadius: 10,
    bubbleTextColor: ink,
    bubbleFromUserBackground: accent,
    bubbleFromUserBorderColor: accent,
    bubbleFromUserBorderRadius: 10,
    bubbleFromUserTextColor: onAccent,
    bubbleMaxWidth: 640,
    bubbleAttachmentMaxWidth: 640,
    cardPushButtonBackgroundColor: paper,
    cardPushButtonTextColor: link,
    cardEmphasisBackgroundColor: soft,
    // A long answer is read from its beginning.
    autoScrollSnapOnPage: true,
    autoScrollSnapOnPageOffset: -96,
    // The page has a field of its own, which is there before the widget.
    hideSendBox: true,
    hideUploadButton: true,
    // The page sends by itself what was not taken (resend.ts); until it gives up nobody is asked to.
    sendTimeout: 280_000,
    groupTimestamp: 60_000,
    timestampColor: quiet,
    suggestedActionLayout: 'flow',
    transcriptTerminatorFontSize: 14,
    transcriptTerminatorColor: quiet,
    toasterBackgroundColor: soft,
    failedConnectivity: attention,
    slowConnectivity: warning,
    notificationText: ink,
  } as const;
}

/** How cards are drawn: the page's own font and colours. */
export function styleCards({ link, ink, quiet, paper, soft, line, good, warning, attention }: Palette) {
  const foregroundColors = {
    default: { default: ink, subtle: quiet },
    accent: { default: link, subtle: link },
    good: { default: good, subtle: good },
    warning: { default: warning, subtle: warning },
    attention: { default: attention, subtle: attention },
  };
  return {
    fontFamily: FONT,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: line },
    // Under the h1 of the page.
    textBlock: { headingLevel: 2 },
    fontSizes: { small: 14, default: 16, medium: 17, large: 20, extraLarge: 24 },
    containerStyles: {
      default: { backgroundColor: paper, foregroundColors },
      emphasis: { backgroundColor: soft, foregroundColors },
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
}
