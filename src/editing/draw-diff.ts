import { spacePunctuation } from '../knowledge/fault.ts';
import type { AnswerDiff, DiffLine } from './diff-answers.ts';

/** How many questions were asked, and which answer differently. */
export interface DiffReport {
  readonly asked: number;
  readonly before: string;
  readonly after: string;
  readonly diffs: readonly AnswerDiff[];
}

const MARKS = { same: ' ', gone: '−', new: '+' } as const;
/** So many questions that change alike are named. */
const MOST_NAMED = 3;
/** Unchanged lines shown on each side of a change. */
const AROUND = 1;

/** The differences as lines for a terminal: the questions, then − what goes and + what comes, card by card. */
export function drawDiffText(report: DiffReport): readonly string[] {
  return [
    headline(report),
    ...groupAlike(report.diffs).flatMap(([diff, ...others]) => [
      '',
      title(diff),
      ...others.slice(0, MOST_NAMED).map(title),
      ...(others.length > MOST_NAMED ? [`et ${others.length - MOST_NAMED} autres, de même`] : []),
      ...diff.cards.flatMap((card, at) => [
        ...(diff.cards.length > 1 ? [`  carte ${at + 1}`] : []),
        ...shorten(card).map((line) => (line === null ? '    …' : `  ${MARKS[line.is]} ${line.text}`)),
      ]),
    ]),
  ];
}

/** The same as one HTML page with nothing outside it, to send around. */
export function drawDiffHtml(report: DiffReport): string {
  const sections = groupAlike(report.diffs).map(
    ([diff, ...others]) => `<section><h2>${toHtml(title(diff))}</h2>${drawOthers(others)}${drawCards(diff)}</section>`,
  );
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Réponses qui changent</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
ol { list-style: none; margin: .5rem 0; padding: .5rem .75rem; border: 1px solid #767676; border-radius: .25rem; overflow-wrap: anywhere }
del, ins { text-decoration: none }
.gone { background: #fde7e9 } .new { background: #e3f5e1 } .same { color: #555 }
</style>
<h1>Réponses qui changent</h1>
<p>${toHtml(headline(report))}</p>
<p>${toHtml(spacePunctuation(`Avant : ${report.before}. Après : ${report.after}.`))}</p>
${sections.join('\n')}
</html>
`;
}

function drawOthers(others: readonly AnswerDiff[]): string {
  if (others.length === 0) return '';
  const items = others.map((other) => `<li>${toHtml(title(other))}</li>`).join('');
  return `<details><summary>${others.length} de même</summary><ul>${items}</ul></details>`;
}

function drawCards({ cards }: AnswerDiff): string {
  return cards.map((card) => `<ol>${shorten(card).map(drawLine).join('')}</ol>`).join('');
}

function drawLine(line: DiffLine | null): string {
  if (line === null) return '<li class="same">…</li>';
  return `<li class="${line.is}"><span aria-hidden="true">${MARKS[line.is]}</span> ${wrap(line)}</li>`;
}

/** Questions whose answers change in the same way, together: one new address may show on thirty cards. */
function groupAlike(diffs: readonly AnswerDiff[]): readonly (readonly [AnswerDiff, ...AnswerDiff[]])[] {
  const groups = new Map<string, [AnswerDiff, ...AnswerDiff[]]>();
  for (const diff of diffs) {
    const changed = new Set(diff.cards.flat().flatMap(({ is, text }) => (is === 'same' ? [] : [`${is} ${text}`])));
    const key = JSON.stringify([diff.only, ...changed]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [diff]);
    else group.push(diff);
  }
  return [...groups.values()];
}

function headline({ asked, diffs }: DiffReport): string {
  const count = diffs.length;
  if (count === 0) return `Aucune réponse ne change, sur ${asked} questions, fiches et boutons.`;
  const verb = count === 1 ? 'réponse change' : 'réponses changent';
  return spacePunctuation(`${count} ${verb}, sur ${asked} questions, fiches et boutons :`);
}

function title({ question, only }: AnswerDiff): string {
  const suffix = only === null ? '' : only === 'before' ? ' : n’est plus proposé' : ' : nouveau';
  return spacePunctuation(`« ${question} »${suffix}`);
}

/** The changed lines with their neighbours; null stands for a run of lines left out. */
function shorten(card: readonly DiffLine[]): readonly (DiffLine | null)[] {
  const isNear = card.map((_, at) =>
    card.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((line) => line.is !== 'same'),
  );
  return card.flatMap((line, at) => (isNear[at] ? [line] : at === 0 || isNear[at - 1] ? [null] : []));
}

function wrap({ is, text }: DiffLine): string {
  const words = toHtml(text);
  return is === 'gone' ? `<del>${words}</del>` : is === 'new' ? `<ins>${words}</ins>` : words;
}

function toHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
