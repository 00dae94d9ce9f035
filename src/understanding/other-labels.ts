import type { Intent } from '../answer.ts';
import type { Word } from '../language/normalise.ts';
import { LINKING } from '../language/words.ts';
import type { Mention } from './mentions.ts';
import { isCovered, type Span } from './spans.ts';

/** The family of labels and programmes that are not this one; a question that names one is never answered. */
export const OTHER_LABELS = 'autres-labels';

const AFTER_LABEL = new Set(['de', 'd', 'du', 'des', 'la', 'le', 'les', 'l', 'en']);
/** What may follow "label" with a capital and still be this one. */
const OWN = /^(?:territoires?|french|tfi|ess|impact|region|etat)$/;

/** "le label AB", "label Cit’ergie", "la FrenchTech": whether another label is named. */
export function namesOtherLabel(words: readonly Word[], names: readonly Span[]): boolean {
  return words.some(({ text, typed }, at) => {
    if (/^french/.test(typed) && typed !== 'frenchimpact') {
      return !(/^frenche?$/.test(typed) && /^impact/.test(words[at + 1]?.text ?? 'impact'));
    }
    if (text !== 'label' && text !== 'labels' && text !== 'programme') return false;
    let next = at + 1;
    while (AFTER_LABEL.has(words[next]?.text ?? '')) next++;
    const name = words[next];
    if (name === undefined || isCovered(next, names) || !name.capital) return false;
    // « pour le label. Laquelle ? »: the next sentence
    return !OWN.test(name.typed) && !LINKING.has(name.text) && name.text.length > 1;
  });
}

/** "candidature TZCLD, où l’envoyer ?": applying for what the glossary names, not for this label. */
export function appliesElsewhere(words: readonly Word[], intent: Intent, mentions: readonly Mention[]): boolean {
  return (
    intent === 'apply' &&
    mentions.some(({ namings }) => namings.some(({ type }) => type === 'term')) &&
    !words.some(({ text }) => THIS_LABEL.test(text))
  );
}

const THIS_LABEL = /^(?:label|labels|labellis\w*|impact)$/;
