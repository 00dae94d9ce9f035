import { EMPTY_CONTEXT, type Reading } from '../../src/answer.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { createDictionary } from '../../src/language/dictionary.ts';
import { fold } from '../../src/language/fold.ts';
import { DAMAGES, type Damage } from '../damage.ts';
import { shareOf } from '../judged.ts';
import { theLine } from '../line.ts';
import { createRow, type Measure, type Table } from '../measure.ts';
import { percent } from '../print.ts';
import { createRandom, seedOf } from '../random.ts';

/** Letters from which on people use a short name, where there is one. */
const LONG_NAME = 30;

/** A name, and what stands around it in a few questions that it answers. */
interface Subject {
  readonly kind: 'territory' | 'organisation' | 'theme';
  readonly id: string;
  readonly name: string;
  readonly templates: readonly ((name: string) => string)[];
}

interface Trial {
  readonly kind: Subject['kind'];
  readonly damage: string;
  readonly question: string;
  /** `same`: as the clean form; `collides`: the damaged name is a French word or another name. */
  readonly result: 'same' | 'other' | 'collides';
}

/** Whether damaged names get the same answer as clean ones. */
export const robustness: Measure = {
  ids: ['robustness', 'robustness-territories', 'robustness-organisations', 'robustness-themes'],
  async run({ verbose }) {
    const { knowledge, understand } = theLine();
    const read = (text: string): Reading[] =>
      understand({ text, frame: null, locale: 'fr' }, EMPTY_CONTEXT).parts.map(({ reading }) => reading);
    const isOtherWord = createCollider(knowledge);
    const unread: string[] = [];
    const trials: Trial[] = [];
    for (const { kind, id, name, templates } of listSubjects(knowledge)) {
      for (const [number, template] of templates.entries()) {
        const clean = read(template(name));
        if (!clean.some(isAboutSomething)) {
          unread.push(template(name));
          continue;
        }
        for (const damage of DAMAGES) {
          const damaged = damage.name?.(name, createRandom(seedOf(`${name}/${damage.id}/${number}`))) ?? name;
          const question = damage.question?.(template(damaged)) ?? template(damaged);
          if (question === template(name)) continue;
          const collides = damaged !== name && isOtherWord(damaged, id);
          const result = collides ? 'collides' : isSame(read(question), clean) ? 'same' : 'other';
          trials.push({ kind, damage: damage.id, question, result });
        }
      }
    }
    const counted = trials.filter(({ result }) => result !== 'collides');
    const row = (id: string, what: string, kind: Subject['kind'] | null) =>
      createRow({
        id,
        what,
        unit: '%',
        better: 'higher',
        ours: [shareOf(kind === null ? counted : counted.filter((one) => one.kind === kind), isRight) * 100],
        bar: { of: 'ours', limit: 98 },
      });
    return {
      rows: [
        row('robustness', 'damaged names answered as clean ones', null),
        row('robustness-territories', 'the 27 territories', 'territory'),
        row('robustness-organisations', 'organisations tied to the label', 'organisation'),
        row('robustness-themes', 'themes', 'theme'),
      ],
      tables: [tableOfDamages(trials)],
      notes: [
        `${counted.length} damaged questions; ${trials.length - counted.length} more left out, whose damaged name is a French word or another name.`,
        `${unread.length} clean questions that are not read as being about anything are left out too.`,
        ...(verbose ? unread.map((question) => `clean, not read: ${question}`) : []),
        ...(verbose
          ? counted.filter((one) => !isRight(one)).map(({ damage, question }) => `${damage}: ${question}`)
          : []),
      ],
    };
  },
};

function listSubjects(knowledge: Knowledge): Subject[] {
  const main = new Set(
    knowledge.territories
      .flatMap(({ members }) => members)
      .filter(({ kind }) => kind === 'lead' || kind === 'member')
      .map(({ organisation }) => organisation),
  );
  const territories = knowledge.territories.map(({ id, name: full, wording }): Subject => {
    const name = full.replace(/^Région /, '');
    const before = (phrase: string, other: string): string =>
      phrase.endsWith(name) ? phrase.slice(0, -name.length) : other;
    return {
      kind: 'territory',
      id,
      name,
      templates: [
        (written) => `Qui peut m’aider ${before(wording.in, 'à ')}${written} ?`,
        (written) => `Quels sont les défis ${before(wording.of, 'de ')}${written} ?`,
        (written) => `${written} contacts`,
      ],
    };
  });
  const organisations = knowledge.organisations
    .filter(({ id }) => main.has(id))
    .map(
      ({ id, name, shortName }): Subject => ({
        kind: 'organisation',
        id,
        name: name.length > LONG_NAME ? (shortName ?? name) : name,
        templates: [(written) => `C’est quoi ${written} ?`, (written) => `Que fait ${written} ?`],
      }),
    );
  const themes = knowledge.themes.map(
    ({ id, label }): Subject => ({
      kind: 'theme',
      id,
      name: label.charAt(0).toLowerCase() + label.slice(1),
      templates: [
        (written) => `Quels territoires travaillent sur le thème ${written} ?`,
        (written) => `${written}, qui s’en occupe ?`,
      ],
    }),
  );
  return [...territories, ...organisations, ...themes];
}

/** Whether a damaged name is an ordinary French word, or the name of another record. */
function createCollider({ names: all, communes }: Knowledge): (damaged: string, id: string) => boolean {
  const dictionary = createDictionary();
  const owners = Map.groupBy(all, ({ text }) => fold(text));
  const places = new Set(communes.folded);
  return (damaged, id) => {
    const folded = fold(damaged);
    const others = owners.get(folded)?.every((name) => name.id !== id) ?? places.has(folded);
    return others || (!folded.includes(' ') && dictionary.has(folded));
  };
}

/** Not always about the very record: the Métropole de Lyon is a territory as well as an organisation. */
function isAboutSomething(reading: Reading): boolean {
  if (reading.outcome !== 'answer') return false;
  const { territories, organisations, themes, places, people, terms } = reading.frame;
  return [territories, organisations, themes, places, people, terms].some((ids) => ids.length > 0);
}

/** The same questions, each with the same frame, or as little of one. */
function isSame(a: readonly Reading[], b: readonly Reading[]): boolean {
  const key = (readings: readonly Reading[]): string =>
    JSON.stringify(readings.map((reading) => (reading.outcome === 'answer' ? reading.frame : reading.outcome)));
  return key(a) === key(b);
}

function isRight({ result }: Trial): boolean {
  return result === 'same';
}

function tableOfDamages(trials: readonly Trial[]): Table {
  const kinds = ['territory', 'organisation', 'theme'] as const;
  const line = (name: string, of: readonly Trial[]): string[] => {
    const counted = of.filter(({ result }) => result !== 'collides');
    return [
      name,
      String(counted.length),
      percent(shareOf(counted, isRight)),
      ...kinds.map((kind) =>
        percent(
          shareOf(
            counted.filter((one) => one.kind === kind),
            isRight,
          ),
        ),
      ),
      String(of.length - counted.length),
    ];
  };
  return {
    title: 'By damage',
    head: ['damage', 'n', 'same answer', 'territories', 'organisations', 'themes', 'left out'],
    lines: [
      ...DAMAGES.map(({ id }: Damage) =>
        line(
          id,
          trials.filter(({ damage }) => damage === id),
        ),
      ),
      line('all', trials),
    ],
  };
}
