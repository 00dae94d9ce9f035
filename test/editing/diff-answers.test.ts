import { describe, expect, it } from 'vitest';
import { diffAnswers, diffLines } from '../../src/editing/diff-answers.ts';
import { drawDiffHtml, drawDiffText } from '../../src/editing/draw-diff.ts';

const reply = (question: string, ...cards: readonly string[]) => ({ question, cards });

describe('answers compared before and after', () => {
  it('leave out what did not change, and show what did card by card', () => {
    const before = new Map([
      ['1', reply('qui contacter ?', 'Contacts\nA\nB', 'Autre')],
      ['2', reply('quels défis ?', 'Défis')],
    ]);
    const after = new Map([
      ['1', reply('qui contacter ?', 'Contacts\nA\nC', 'Autre')],
      ['2', reply('quels défis ?', 'Défis')],
    ]);
    const diffs = diffAnswers(before, after);
    expect(drawDiffText({ asked: 2, before: 'a', after: 'b', diffs }).map(plain)).toEqual([
      '1 réponse change, sur 2 questions, fiches et boutons :',
      '',
      '« qui contacter ? »',
      '    …',
      '    A',
      '  − B',
      '  + C',
    ]);
  });

  it('name together the questions whose answers change alike', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const answers = (city: string) =>
      new Map(names.map((name) => [name, reply(name, `Carte ${name}\nSiège : ${city}`)]));
    const diffs = diffAnswers(answers('Rennes'), answers('Vannes'));
    const report = { asked: 6, before: 'a', after: 'b', diffs };
    expect(drawDiffText(report).map(plain)).toEqual([
      '6 réponses changent, sur 6 questions, fiches et boutons :',
      '',
      '« a »',
      '« b »',
      '« c »',
      '« d »',
      'et 2 autres, de même',
      '    Carte a',
      '  − Siège : Rennes',
      '  + Siège : Vannes',
    ]);
    expect(drawDiffHtml(report).match(/<section>/g)).toHaveLength(1);
  });

  it('say which buttons came and which went', () => {
    const before = new Map([['x', reply('Voir X (bouton)', 'X')]]);
    const after = new Map([['y', reply('Voir Y (bouton)', 'Y')]]);
    const lines = drawDiffText({ asked: 1, before: 'a', after: 'b', diffs: diffAnswers(before, after) }).map(plain);
    expect(lines).toContain('« Voir X (bouton) » : n’est plus proposé');
    expect(lines).toContain('« Voir Y (bouton) » : nouveau');
  });

  it('are a web page in which nothing of the data is markup', () => {
    const diffs = diffAnswers(
      new Map([['1', reply('<b>', 'a')]]),
      new Map([['1', reply('<b>', '<script>x</script>')]]),
    );
    const page = drawDiffHtml({ asked: 1, before: '"', after: '&', diffs });
    expect(page).not.toContain('<script>');
    expect(page).not.toContain('<b>');
    expect(page).toContain('lang="fr"');
  });

  it('keep the lines they share, and only those', () => {
    expect(diffLines(['a', 'b', 'c'], ['b', 'c', 'd']).map(({ is, text }) => `${is} ${text}`)).toEqual([
      'gone a',
      'same b',
      'same c',
      'new d',
    ]);
  });
});

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}
