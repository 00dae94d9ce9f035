import type { TerritoryTies } from '../answer.ts';
import { emptyFrame } from '../frame.ts';
import type { ThemeTie } from '../records.ts';
import type { AnswerOf, Draw } from './draw.ts';
import { drawAims } from './overview.ts';
import type { Sheet } from './sheet.ts';
import { regionOf } from './word-map.ts';
import { upperFirst, wordThemes, wordWhere } from './wording.ts';

/** How many ties one territory shows when it stands alone, and among several. */
const MOST_TIES_ALONE = 8;
const MOST_TIES = 2;

/** The territories that answer a theme, each with the challenge, action or project that ties it. */
export const drawTheme: Draw<'theme'> = (answer, sheet) => {
  const { themes, targets, others, mapped, mentions, wide, scope, silent, page, pages } = answer;
  const { t, list } = sheet.tr;
  const most = targets.length + others.length === 1 ? MOST_TIES_ALONE : MOST_TIES;
  const named = scope.territories.length > 0;
  const [only] = themes;
  const name = only && themes.length === 1 ? upperFirst(only.label) : wordThemes(themes, sheet.tr);
  sheet.title(t('title.about', { what: t('theme.title'), name }));
  if (scope.places.length > 0) sheet.say(t('asked', { place: list(scope.places.map((place) => place.name)) }));
  if (!named) sheet.say(countLine(answer, sheet));
  if (pages > 1) sheet.say(t('page', { page: page + 1, pages }));
  for (const one of targets) drawTies(one, most, themes.length > 1, sheet);
  if (others.length > 0) {
    sheet.heading(
      areRegions(answer)
        ? t('theme.others')
        : t('theme.others.kinds', { kinds: list(scope.kinds.map((kind) => t(`kinds.${kind}`))) }),
    );
    for (const one of others) drawTies(one, most, themes.length > 1, sheet);
  }
  for (const territory of silent) {
    const isMentioned = wide && mentions.some((one) => one.territory === territory);
    const line = isMentioned ? 'theme.mentioned' : 'theme.silent';
    sheet.say(t(line, { ...wordWhere([territory], sheet.tr), themes: wordThemes(themes, sheet.tr) }));
    if (named && !isMentioned) drawAims(territory, sheet);
  }
  drawMentions(answer, named, sheet);
  sheet.map(mapped, regionOf(mapped));
  sheet.allSources({
    ...emptyFrame('sources'),
    themes: themes.map((theme) => theme.id),
    territories: scope.territories.map((one) => one.id),
  });
};

function countLine(answer: AnswerOf<'theme'>, { tr }: Sheet): string {
  const { t } = tr;
  const { kinds } = answer.scope;
  // Others come after all targets, so where some are shown the targets of this page are the last of them.
  const count = answer.total;
  if (areRegions(answer)) {
    const regions = answer.targets.length;
    return regions > 0 ? t('theme.regions', { count: regions }) : t('theme.none.regions');
  }
  if (count === 0) return t('theme.none');
  if (kinds.length === 0) return t('theme.found', { count });
  const asked = answer.targets.length;
  const named = tr.list(kinds.map((kind) => t(`kinds.${kind}`)));
  return asked > 0 ? t('theme.asked', { count: asked, kinds: named }) : t('theme.asked.none', { kinds: named });
}

function areRegions({ scope }: AnswerOf<'theme'>): boolean {
  return scope.kinds.length === 1 && scope.kinds[0] === 'région';
}

function drawTies({ territory, ties }: TerritoryTies, most: number, isNamed: boolean, sheet: Sheet): void {
  const { t } = sheet.tr;
  sheet.heading(territory.name);
  const shown = ties.slice(0, most);
  sheet.items(shown.map((tie) => tieLine(tie, isNamed, sheet)));
  if (ties.length > shown.length) sheet.say(t('more', { count: ties.length - shown.length }));
}

function tieLine(tie: ThemeTie, isNamed: boolean, sheet: Sheet): string {
  const { t } = sheet.tr;
  const { item } = tie;
  sheet.cite(item.sources);
  const title = titleOf(item, sheet);
  const text = title === null ? item.text : t('titled', { title: `**${title}**`, text: item.text });
  const note = 'linkNote' in item ? item.linkNote : null;
  const line = t(`tie.${tie.strength}`, { text: note === null ? text : t('noted', { text, note }) });
  const theme = isNamed ? sheet.names.theme(tie.theme) : undefined;
  return theme ? t('tie.on', { tie: line, theme: wordThemes([theme], sheet.tr) }) : line;
}

/** The title of a challenge or a work; of what a member organisation does, its name. */
function titleOf(item: ThemeTie['item'], sheet: Sheet): string | null {
  if ('organisation' in item) return sheet.names.organisation(item.organisation)?.name ?? null;
  return 'title' in item ? item.title : null;
}

function drawMentions({ mentions, wide }: AnswerOf<'theme'>, named: boolean, sheet: Sheet): void {
  const { t } = sheet.tr;
  if (mentions.length === 0) return;
  if (!wide) {
    if (!named) sheet.say(t('theme.mentions', { count: mentions.length }));
    return;
  }
  sheet.heading(t('theme.mentions.heading'));
  for (const one of mentions) drawTies(one, mentions.length === 1 ? MOST_TIES_ALONE : 1, false, sheet);
}
