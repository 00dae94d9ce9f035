import type {
  Fact,
  Label,
  Membership,
  Organisation,
  Person,
  Place,
  Source,
  Term,
  Territory,
  Theme,
  ThemeTie,
} from '../records.ts';

/** Everything that can be named in a question, as its editors wrote it. The understanding indexes these. */
export interface Name {
  readonly type: 'territory' | 'place' | 'theme' | 'organisation' | 'person' | 'term';
  readonly id: string;
  readonly text: string;
  /** `name` and `short` are the record's own; `other` an alias; `synonym` an everyday word; `code` a number ("93"). */
  readonly as: 'name' | 'short' | 'other' | 'synonym' | 'code';
}

/** The names of the ~35,000 communes, former ones included; kept apart from `names` to stay light. */
export interface CommuneNames {
  /** Folded (see `fold`), sorted by code units, each once: search it by halves. */
  readonly folded: readonly string[];
  /** The place ids of the communes that bear the name at `index` in `folded`, the most populated first. */
  ids(index: number): readonly string[];
  /** Inhabitants of the most populated of them. */
  population(index: number): number;
}

/** A pair of names, or a name and a common word, that are too close; decided by an editor in `data/collisions.yaml`. */
export interface Collision {
  /** As written by an editor; compare folded. */
  readonly text: string;
  readonly with: string;
  /** `word`: only the exact name in a naming context counts; `both`: ask which; `first`/`second`: that one wins. */
  readonly decision: 'word' | 'both' | 'first' | 'second' | 'distinct';
  readonly why: string;
}

/** Example questions of one intent, edited in `data/intents/`. Names stand as ⟨territory⟩, ⟨theme⟩ … */
export interface IntentExamples {
  /** An `Intent`, `smalltalk/<SmallTalk>`, `label/<topic>`, `unheld/<family>` or `offtopic/<family>`. */
  readonly id: string;
  readonly examples: readonly string[];
}

/** A family of facts that the dataset does not hold, with the everyday words for it (`data/unheld.yaml`). */
export interface UnheldFamily {
  readonly id: string;
  readonly label: string;
  readonly words: readonly string[];
  readonly instead: string | null;
}

/** The dataset, loaded, checked and indexed; asked by id, name, theme and place. Immutable. */
export interface Knowledge {
  /** A short hash of all files: the data version shown in links and logs. */
  readonly version: string;
  readonly territories: readonly Territory[];
  readonly organisations: readonly Organisation[];
  readonly people: readonly Person[];
  readonly themes: readonly Theme[];
  readonly terms: readonly Term[];
  readonly sources: readonly Source[];
  /** The official list that codes, places and their inclusion come from. */
  readonly placesSource: Source;
  readonly label: Label;
  /** Every name but those of communes. */
  readonly names: readonly Name[];
  readonly communes: CommuneNames;
  readonly collisions: readonly Collision[];
  readonly intents: readonly IntentExamples[];
  readonly unheld: readonly UnheldFamily[];

  territory(id: string): Territory | undefined;
  organisation(id: string): Organisation | undefined;
  person(id: string): Person | undefined;
  theme(id: string): Theme | undefined;
  term(id: string): Term | undefined;
  place(id: string): Place | undefined;

  /** Memberships of an organisation, in the order of the territories. */
  membershipsOf(organisation: string): readonly Membership[];
  /** Why territories answer a theme, its narrower themes included; challenges first, then actions, projects, mentions. */
  tiesOf(theme: string): readonly ThemeTie[];
  /** The theme and all narrower ones. */
  withNarrower(theme: string): readonly string[];
  /** The CRESS of a region (official code), dissolved or not. */
  cressOf(region: string): Organisation | undefined;
  /** Labelled territories that a place lies in, nearest (smallest) first. */
  territoriesAround(place: Place): readonly Territory[];
  /** Labelled territories that lie inside a place. */
  territoriesInside(place: Place): readonly Territory[];
  /** Every item with a source (fact, challenge, work, membership, appearance …) by its stable id. */
  facts(): readonly Fact[];
}
