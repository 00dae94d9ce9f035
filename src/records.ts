/** What `data/` holds once it is loaded and checked: plain, immutable records, each statement with its sources. */

/** A page that states a fact. `date` is ISO, possibly only a year or a month ("2019", "2019-12"); null when the page bears none. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string;
  readonly date: string | null;
}

/** At least one source: the type that keeps unsourced text out of cards. */
export type Sources = readonly [Source, ...Source[]];

/** One statement in our own words, with the pages that state it. `id` is stable and unique in the whole dataset. */
export interface Fact {
  readonly id: string;
  readonly text: string;
  readonly sources: Sources;
}

/** Whether a source ties the item to the label, or it is only true of the place. */
export type Link = 'label' | 'context';

export const TERRITORY_KINDS = [
  'région',
  'département',
  'territoire urbain',
  'territoire rural',
  'outre-mer',
  'territoire olympique',
] as const;
export type TerritoryKind = (typeof TERRITORY_KINDS)[number];

export type Wave = 1 | 2;

/** How a name sits in a French sentence: "la Région Bretagne", "en Bretagne", "de la Région Bretagne". */
export interface Wording {
  readonly the: string;
  readonly in: string;
  readonly of: string;
}

export interface Challenge extends Fact {
  readonly title: string;
  /** False when the wording is not that of the application; null when no source says. */
  readonly official: boolean | null;
  readonly themes: readonly string[];
  /** Sub-themes in the words of the source. */
  readonly words: readonly string[];
}

/** An action or a project; `title` may be absent for an action that is one sentence. */
export interface Work extends Fact {
  readonly title: string | null;
  readonly link: Link;
  /** What the source says of its tie to the label, when it says more than yes or no. */
  readonly linkNote: string | null;
  readonly themes: readonly string[];
}

export type MembershipKind = 'lead' | 'member' | 'partner' | 'context';

/** One organisation's part in one territory; `text` is the role. */
export interface Membership extends Fact {
  readonly territory: string;
  readonly organisation: string;
  readonly kind: MembershipKind;
  readonly note: string | null;
}

/** What a person was and said, at a date, about one territory (null: about the label itself). */
export interface Appearance {
  readonly id: string;
  readonly person: string;
  readonly territory: string | null;
  readonly function: string;
  /** ISO date (or month, year) of the function; null when no source dates it. */
  readonly asOf: string | null;
  /** The position taken, paraphrased; null when none is known. */
  readonly position: string | null;
  readonly sources: Sources;
}

/** What no source says about a territory, so that the bot can say so. */
export interface Gap {
  readonly id: string;
  readonly text: string;
  readonly about:
    | 'challenges'
    | 'actions'
    | 'projects'
    | 'contacts'
    | 'people'
    | 'impacts'
    | 'places'
    | 'dates'
    | 'other';
}

export interface AdministrativeUnit {
  readonly code: string;
  readonly name: string;
}

/** The official codes that lead to a territory. */
export interface Perimeter {
  readonly regions: readonly string[];
  readonly departements: readonly string[];
  readonly intercommunalites: readonly string[];
  readonly communes: readonly string[];
}

export interface Territory {
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly wording: Wording;
  readonly kind: TerritoryKind;
  readonly legalForm: string | null;
  readonly region: AdministrativeUnit;
  readonly departements: readonly AdministrativeUnit[];
  readonly perimeter: Perimeter;
  readonly wave: Wave;
  /** ISO date of the announcement. */
  readonly labelledOn: string;
  /** The pages that state name, wave and date. */
  readonly labelSources: Sources;
  /** ISO date of the ceremony on site, with its sources; null when none is known. */
  readonly handedOver: { readonly on: string; readonly sources: Sources } | null;
  readonly summary: Fact;
  readonly challenges: readonly Challenge[];
  readonly actions: readonly Work[];
  readonly projects: readonly Work[];
  readonly impacts: readonly Fact[];
  readonly figures: readonly Fact[];
  readonly members: readonly Membership[];
  readonly people: readonly Appearance[];
  readonly gaps: readonly Gap[];
}

/** A web site is a link, not a fact: when it was checked and by whom, or null for "lien non vérifié". */
export interface Website {
  readonly url: string;
  readonly checked: { readonly on: string; readonly by: string } | null;
}

export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly otherNames: readonly string[];
  readonly kind: string;
  readonly city: string | null;
  readonly website: Website | null;
  readonly description: Fact | null;
  readonly status: {
    readonly is: 'active' | 'renamed' | 'dissolved' | 'unverified';
    /** One sentence with what happened, when; null for an active one. */
    readonly fact: Fact | null;
    /** The organisation to turn to instead, if any. */
    readonly insteadOf: string | null;
  };
  /** The region (official code) whose CRESS it is; null for any other organisation. */
  readonly cressOf: string | null;
  /** ISO date of the last check of this record. */
  readonly checkedOn: string;
  readonly sources: Sources;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly appearances: readonly Appearance[];
  /** ISO date of the last check of this record. */
  readonly checkedOn: string;
}

export interface Theme {
  readonly id: string;
  readonly label: string;
  readonly broader: string | null;
  readonly synonyms: readonly string[];
  /** Questions and needs that are about it without naming it. */
  readonly examples: readonly string[];
}

export interface Term {
  readonly id: string;
  readonly term: string;
  readonly expansion: string | null;
  readonly synonyms: readonly string[];
  /** Sentences that are about it without naming it. */
  readonly examples: readonly string[];
  readonly definition: Fact;
}

export interface LabelSection {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface Label {
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly summary: Fact;
  readonly sections: readonly LabelSection[];
  /** Oldest first; `date` is ISO, possibly only a month. */
  readonly timeline: readonly (Fact & { readonly date: string })[];
  readonly gaps: readonly Gap[];
}

export type PlaceKind = 'région' | 'département' | 'intercommunalité' | 'commune';

/** An official place. `id` is `region-53`, `departement-35`, `epci-243500139` or `commune-35238`. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly code: string;
  readonly name: string;
  readonly wording: Wording;
  /** Its own codes upwards: a commune has departement, region and perhaps intercommunalite. */
  readonly region: string;
  readonly departement: string | null;
  readonly intercommunalite: string | null;
  /** Inhabitants, used only to choose among homonyms, never shown. */
  readonly population: number;
}

/** Why a territory answers a theme: the item and how strong the tie is. */
export interface ThemeTie {
  readonly territory: string;
  readonly theme: string;
  /** `mention` covers context items, summaries and member organisations: never counted as a target. */
  readonly strength: 'challenge' | 'action' | 'project' | 'mention';
  readonly item: Challenge | Work | Membership | Fact;
}
