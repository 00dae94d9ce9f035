import { describe, expect, it } from 'vitest';
import { answerReading } from '../../dialogs/index.ts';
import { EMPTY_CONTEXT, LABEL_TOPICS } from '../../src/answer.ts';
import { emptyFrame } from '../../src/frame.ts';
import type { Territory } from '../../src/records.ts';
import { createUnderstand } from '../../src/understanding/understand.ts';
import { knowledge } from '../gallery/draw-all.ts';
import { answersAbout, holds, type Seen, see, withPages } from './find-items.ts';
import { type Item, listItems } from './list-items.ts';
import { typeQuestion } from './type-question.ts';

const REGIONS = ['region-bretagne', 'region-normandie', 'region-nouvelle-aquitaine'].flatMap((id) => {
  const territory = knowledge.territory(id);
  return territory ? [territory] : [];
});
const OTHERS = knowledge.territories.filter((territory) => !REGIONS.includes(territory));
const MAX_TEXT = 2000;

/** The items that no answer about the territory both holds and shows. */
function findMissing(territory: Territory, items: readonly Item[], seen = answersAbout(territory)): readonly string[] {
  return items.filter((item) => !seen.some((one) => holds(one, item))).map(({ section, id }) => `${section} ${id}`);
}

describe('whatever the dataset holds of a Région', () => {
  it('is a lot', () => {
    expect(REGIONS).toHaveLength(3);
    for (const region of REGIONS) expect(listItems(region, knowledge).length).toBeGreaterThan(60);
  });

  it.each(REGIONS)('$name: is in an answer, and its words are on the card', (region) => {
    expect(findMissing(region, listItems(region, knowledge))).toEqual([]);
  });

  it('is found by a question typed in French, which names the territory or the record and never the statement', () => {
    const understand = createUnderstand(knowledge, MAX_TEXT, 'var/cache');
    const answers = new Map<string, readonly Seen[]>();
    const ask = (text: string): readonly Seen[] => {
      const { parts } = understand({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT);
      return parts
        .flatMap(({ reading }) =>
          reading.outcome === 'answer' ? withPages(reading.frame) : answerReading(reading, knowledge, EMPTY_CONTEXT),
        )
        .map(see);
    };
    const missing: string[] = [];
    let asked = 0;
    for (const region of REGIONS) {
      for (const item of listItems(region, knowledge)) {
        const question = typeQuestion(item, region, knowledge);
        const seen = answers.get(question) ?? ask(question);
        answers.set(question, seen);
        asked += 1;
        if (!seen.some((one) => holds(one, item))) missing.push(`${question} → ${item.section} ${item.id}`);
      }
    }
    expect(missing).toEqual([]);
    console.log(`${asked} fiches et énoncés des trois Régions trouvés par ${answers.size} questions tapées`);
  });
});

describe('whatever the dataset holds of the other territories', () => {
  it('is in an answer, and its words are on the card; the counts are printed', () => {
    const missing = OTHERS.flatMap((territory) => findMissing(territory, listItems(territory, knowledge)));
    console.log([...REGIONS, ...OTHERS].map(countLine).join('\n'));
    expect(missing).toEqual([]);
  });
});

describe('every statement of the dataset', () => {
  it('that of the label, of terms, organisations and people included, is in an answer and on its card', () => {
    const { label, terms, organisations, people, territories } = knowledge;
    const beside = [
      ...LABEL_TOPICS.map((topic) => ({ ...emptyFrame('label'), topics: [topic] })),
      emptyFrame('apply'),
      emptyFrame('people'),
      ...terms.map(({ id }) => ({ ...emptyFrame('term'), terms: [id] })),
      ...organisations.map(({ id }) => ({ ...emptyFrame('organisation'), organisations: [id] })),
      ...people.map(({ id }) => ({ ...emptyFrame('person'), people: [id] })),
    ];
    const seen = [...beside.flatMap(withPages).map(see), ...territories.flatMap(answersAbout)];
    const facts = [...knowledge.facts(), ...label.gaps];
    const missing = facts.filter(({ id, text }) => !seen.some((one) => holds(one, { id, words: [text] })));
    expect(facts.length).toBeGreaterThan(700);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});

/** « Roubaix : 52 sur 55 » */
function countLine(territory: Territory): string {
  const items = listItems(territory, knowledge);
  return `${territory.name} : ${items.length - findMissing(territory, items).length} sur ${items.length}`;
}
