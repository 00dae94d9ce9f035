import type {
  Appearance,
  Challenge,
  Fact,
  Gap,
  Label,
  LabelSection,
  Membership,
  Organisation,
  Person,
  Place,
  Source,
  Term,
  Territory,
  TerritoryKind,
  Theme,
  ThemeTie,
  Wave,
  Work,
} from './records.ts';

/** The kinds of question the bot answers: one dialog each. */
export const INTENTS = [
  'overview',
  'contacts',
  'challenges',
  'actions',
  'projects',
  'impacts',
  'people',
  'places',
  'date',
  'theme',
  'organisation',
  'person',
  'term',
  'label',
  'list',
  'is-labelled',
  'compare',
  'sources',
  'apply',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What is said beside questions on the subject. */
export const SMALL_TALK = [
  'greeting',
  'thanks',
  'goodbye',
  'help',
  'who-are-you',
  'insult',
  'how-are-you',
  'acknowledge',
  'privacy',
  'language',
] as const;
export type SmallTalk = (typeof SMALL_TALK)[number];

/** The parts of the label one can ask about; they are the ids of its sections, and `timeline`. */
export const LABEL_TOPICS = [
  'definition',
  'qui',
  'lancement',
  'criteres',
  'vague-1',
  'vague-2',
  'accompagnement',
  'association',
  'partenaires',
  'thematiques',
  'suites',
  'timeline',
] as const;
export type LabelTopic = (typeof LABEL_TOPICS)[number];

export type Locale = 'fr' | 'en';

/**
 * A question once it is understood, and the whole of what a dialog needs. A choice button, a suggestion and a
 * permanent link carry one. Every list holds ids; what is asked is what all of them together mean.
 */
export interface Frame {
  readonly intent: Intent;
  readonly territories: readonly string[];
  readonly places: readonly string[];
  readonly themes: readonly string[];
  readonly organisations: readonly string[];
  readonly people: readonly string[];
  readonly terms: readonly string[];
  readonly waves: readonly Wave[];
  readonly kinds: readonly TerritoryKind[];
  /** Left out on purpose: "sauf la Bretagne", "qui ne parlent pas de numérique". */
  readonly without: {
    readonly territories: readonly string[];
    readonly themes: readonly string[];
    readonly places: readonly string[];
  };
  /** Which part of the label; empty unless the intent is `label`. */
  readonly topics: readonly LabelTopic[];
  /** True when mere mentions and context count too ("voir aussi les mentions"). */
  readonly wide: boolean;
  /** True for "combien": the count comes first. */
  readonly count: boolean;
  /** 0 for the first page of a list. */
  readonly page: number;
}

/** What a person sent: typed words, or the frame of a pressed button. */
export interface Question {
  readonly text: string;
  readonly frame: Frame | null;
  readonly locale: Locale;
  /** True when the answer is shown by a page of this very server, where pictures need no public address. */
  readonly onPage?: boolean;
}

export type EntityType = 'territory' | 'place' | 'theme' | 'organisation' | 'person' | 'term' | 'wave' | 'kind';

/** A name found in the text; `start` and `end` are UTF-16 offsets in what was typed, `confidence` is 0 to 1. */
export interface Entity {
  readonly type: EntityType;
  readonly id: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  /** True under "sauf", "hors", "pas". */
  readonly negated: boolean;
}

/** A family of facts that people ask for and the dataset does not hold: phone, budget, population … (`data/unheld`). */
export interface Unheld {
  readonly id: string;
  /** "les numéros de téléphone" */
  readonly label: string;
  /** The frame whose answer helps instead, without ids; null when nothing is close. */
  readonly instead: Intent | null;
}

/** What one question of a message was understood as. */
export type Reading =
  | { readonly outcome: 'answer'; readonly frame: Frame }
  /** Several readings: at most three, the likeliest first. */
  | { readonly outcome: 'clarify'; readonly choices: readonly Frame[]; readonly about: string | null }
  /** On the subject, but not in the dataset. `missing` says what; `frame` what is known instead. */
  | {
      readonly outcome: 'nodata';
      readonly missing: Unheld | null;
      readonly word: string | null;
      readonly frame: Frame | null;
    }
  | { readonly outcome: 'offtopic'; readonly word: string | null }
  | { readonly outcome: 'smalltalk'; readonly talk: SmallTalk };

export type Outcome = Reading['outcome'];

/** One question of a message, with all that explains how it was read. */
export interface Part {
  readonly reading: Reading;
  /** Chance, 0 to 1, that the reading is right. */
  readonly confidence: number;
  readonly entities: readonly Entity[];
  readonly corrected: readonly { readonly from: string; readonly to: string }[];
  /** Words that nothing explains, as typed. */
  readonly unexplained: readonly string[];
  /** Which pieces came from the previous turn. */
  readonly carried: readonly ('intent' | 'territories' | 'themes' | 'organisations' | 'people' | 'places')[];
  /** For `--explain`: one line a step, in French. */
  readonly reasons: readonly string[];
}

/** A whole message: its questions in order (at most three), the first being the main one. */
export interface Understanding {
  readonly parts: readonly [Part, ...Part[]];
  /** True when the text was longer than what is read (`MAX_TEXT`). */
  readonly truncated: boolean;
  /** The language asked for ("in English please"), or that of a foreign question; null for no change. */
  readonly locale: Locale | null;
}

/** All that is remembered between two turns. It expires, and holds ids only, never what was typed. */
export interface Context {
  /** The frames of the last turn that gave an answer, oldest first; at most three. */
  readonly last: readonly Frame[];
  /** The choices offered in the last turn, for "la première"; empty when none were. */
  readonly choices: readonly Frame[];
  /** The territories that the last answer listed, in the order shown, for "détaille le deuxième"; empty when it listed none. */
  readonly listed: readonly string[];
  /** True when the last turn was a "vouliez-vous dire", so that it never comes twice in a row. */
  readonly asked: boolean;
  readonly locale: Locale | null;
}

export const EMPTY_CONTEXT: Context = { last: [], choices: [], listed: [], asked: false, locale: null };

/** One organisation to turn to, for one territory or beside the label. */
export interface Contact {
  readonly organisation: Organisation;
  /** Null for a CRESS shown as "hors label". */
  readonly membership: Membership | null;
  /** Shown in place of a dissolved organisation's link: whom to turn to. */
  readonly instead: Organisation | null;
}

export interface ContactGroup {
  /** The labelled territory, or null for the group "hors label" of a place. */
  readonly territory: Territory | null;
  readonly contacts: readonly Contact[];
  readonly gaps: readonly Gap[];
}

export interface TerritoryTies {
  readonly territory: Territory;
  readonly ties: readonly ThemeTie[];
}

/**
 * What the bot answers, without a word of wording: facts, and which kind of card to draw.
 * `next` on every answer: two or three questions that surely have an answer. `asked` is the place that the question
 * named, when the answer is that of a territory around or inside it.
 */
export type Answer = { readonly next: readonly Frame[]; readonly asked?: Place } & (
  | {
      readonly kind: 'overview';
      readonly territory: Territory;
      readonly lead: Organisation | null;
      readonly gaps: readonly Gap[];
    }
  | {
      readonly kind: 'contacts';
      readonly place: Place | null;
      /** The themes that the territories were chosen by. */
      readonly themes: readonly Theme[];
      readonly groups: readonly ContactGroup[];
      readonly page: number;
      readonly pages: number;
    }
  | {
      readonly kind: 'challenges';
      readonly territory: Territory;
      readonly challenges: readonly Challenge[];
      /** Shown under their own name when no challenge is known. */
      readonly actions: readonly Work[];
      readonly gaps: readonly Gap[];
      /** The themes the question was narrowed to. */
      readonly themes: readonly Theme[];
    }
  | {
      readonly kind: 'works';
      readonly of: 'actions' | 'projects';
      readonly territory: Territory;
      readonly works: readonly Work[];
      readonly gaps: readonly Gap[];
      readonly themes: readonly Theme[];
    }
  | {
      readonly kind: 'impacts';
      readonly territory: Territory;
      readonly impacts: readonly Fact[];
      readonly figures: readonly Fact[];
      readonly gaps: readonly Gap[];
    }
  | {
      readonly kind: 'people';
      readonly territory: Territory | null;
      /** When the question is about the people of one organisation. */
      readonly organisation: Organisation | null;
      readonly people: readonly { readonly person: Person; readonly appearance: Appearance }[];
      readonly gaps: readonly Gap[];
    }
  | {
      readonly kind: 'places';
      readonly basis: Source;
      readonly territory: Territory;
      /** The official places of its perimeter, the largest kind first. */
      readonly places: readonly Place[];
      readonly gaps: readonly Gap[];
    }
  | { readonly kind: 'date'; readonly territories: readonly Territory[]; readonly gaps: readonly Gap[] }
  | {
      readonly kind: 'theme';
      readonly themes: readonly Theme[];
      /** Those the question aims at (the Régions when it says « régions »), strongest tie first. */
      readonly targets: readonly TerritoryTies[];
      /** Labelled territories of another kind than the one asked for: « Aussi, hors Régions ». */
      readonly others: readonly TerritoryTies[];
      /** All of both, on the first page of a question about several territories: those on the map. */
      readonly mapped: readonly Territory[];
      /** Those with mere mentions: on this page when `wide`, else all, to be counted. */
      readonly mentions: readonly TerritoryTies[];
      readonly wide: boolean;
      /** What narrowed the question. */
      readonly scope: {
        readonly kinds: readonly TerritoryKind[];
        readonly places: readonly Place[];
        readonly territories: readonly Territory[];
      };
      /** Territories of the scope whose record says nothing of the theme. */
      readonly silent: readonly Territory[];
      /** How many targets and others there are on all pages. */
      readonly total: number;
      readonly page: number;
      readonly pages: number;
    }
  | {
      readonly kind: 'organisation';
      readonly organisation: Organisation;
      readonly memberships: readonly { readonly territory: Territory; readonly membership: Membership }[];
      readonly instead: Organisation | null;
    }
  | {
      readonly kind: 'person';
      readonly person: Person;
      readonly appearances: readonly { readonly territory: Territory | null; readonly appearance: Appearance }[];
    }
  | { readonly kind: 'term'; readonly term: Term }
  | {
      readonly kind: 'label';
      readonly label: Label;
      readonly topic: LabelTopic;
      readonly section: LabelSection | null;
      readonly gaps: readonly Gap[];
    }
  | {
      readonly kind: 'list';
      /** Those of this page. */
      readonly territories: readonly Territory[];
      /** Those of all pages, on the first one: those on the map. */
      readonly mapped: readonly Territory[];
      /** How many there are on all pages. */
      readonly total: number;
      readonly groupBy: 'region' | 'kind' | 'wave';
      readonly scope: {
        readonly places: readonly Place[];
        readonly kinds: readonly TerritoryKind[];
        readonly waves: readonly Wave[];
        /** The themes that the listed territories say nothing of. */
        readonly withoutThemes: readonly Theme[];
        readonly withoutTerritories: readonly Territory[];
        readonly withoutPlaces: readonly Place[];
      };
      readonly count: boolean;
      readonly page: number;
      readonly pages: number;
      /** For "combien": the dated counts of the label, with their facts. */
      readonly dated: readonly Fact[];
    }
  | {
      readonly kind: 'is-labelled';
      readonly place: Place | null;
      /** The territory named itself, when the question names one. */
      readonly named: Territory | null;
      /** Labelled territories that the place lies in, nearest first. */
      readonly within: readonly Territory[];
      /** Labelled territories that lie inside the place. */
      readonly inside: readonly Territory[];
      /** Others of the same region, when neither is known. */
      readonly nearby: readonly Territory[];
      /** The pages that list all labelled territories: what a "no" rests on. */
      readonly basis: readonly Source[];
    }
  | {
      readonly kind: 'compare';
      readonly territories: readonly Territory[];
      readonly themes: readonly Theme[];
      readonly rows: readonly {
        readonly of: 'challenges' | 'actions' | 'projects' | 'contacts';
        readonly cells: readonly (readonly (Challenge | Work | Membership)[])[];
      }[];
    }
  | {
      readonly kind: 'sources';
      readonly about: Frame;
      /** Those of this page. */
      readonly sources: readonly Source[];
      readonly total: number;
      readonly page: number;
      readonly pages: number;
    }
  | {
      readonly kind: 'apply';
      readonly facts: readonly Fact[];
      readonly last: Fact;
      readonly gaps: readonly Gap[];
      readonly turnTo: readonly Organisation[];
    }
  /** A dialog lacks a territory (or a theme): which one? `choices` may be empty. */
  | {
      readonly kind: 'which';
      readonly for: Intent;
      readonly missing: 'territory' | 'theme' | 'organisation' | 'person' | 'term';
      readonly choices: readonly Frame[];
    }
  | { readonly kind: 'clarify'; readonly about: string | null; readonly choices: readonly Frame[] }
  | {
      readonly kind: 'nodata';
      readonly missing: Unheld | null;
      readonly word: string | null;
      readonly subject: Territory | Organisation | Person | Place | null;
      /** What is known instead. */
      readonly instead: Frame | null;
      readonly turnTo: readonly Contact[];
    }
  | { readonly kind: 'offtopic'; readonly word: string | null }
  | { readonly kind: 'smalltalk'; readonly talk: SmallTalk; readonly territories: number }
  | { readonly kind: 'welcome'; readonly territories: number }
);

/** What a card builder gives: an Adaptive Card 1.5 as plain JSON, and the same answer in words. */
export interface Drawn {
  readonly card: Record<string, unknown> | null;
  readonly text: string;
  /** Every page that the answer rests on, where a card has room for a few. */
  readonly sources?: readonly Source[];
}
