import type { CollisionsFile } from './formats/collisions-format.ts';
import type { LabelFile } from './formats/label-format.ts';
import type { OrganisationFile } from './formats/organisation-format.ts';
import type { PersonFile } from './formats/person-format.ts';
import type { AliasesFile, PhrasesFile } from './formats/places-format.ts';
import type { IntentsFile, UnheldFile } from './formats/questions-format.ts';
import type { SourcesFile } from './formats/sources-format.ts';
import type { TermFile } from './formats/term-format.ts';
import type { TerritoryFile } from './formats/territory-format.ts';
import type { ThemeFile } from './formats/theme-format.ts';

/** The content of one file, with its path so that a fault can name it. */
export interface Loaded<Content> {
  readonly path: string;
  readonly content: Content;
}

/** All files of the data folder once their form is checked, before they are tied together. */
export interface Dataset {
  readonly territories: readonly Loaded<TerritoryFile>[];
  readonly organisations: readonly Loaded<OrganisationFile>[];
  readonly people: readonly Loaded<PersonFile>[];
  readonly themes: readonly Loaded<ThemeFile>[];
  readonly terms: readonly Loaded<TermFile>[];
  readonly label: Loaded<LabelFile>;
  readonly sources: Loaded<SourcesFile>;
  readonly collisions: Loaded<CollisionsFile>;
  readonly phrases: Loaded<PhrasesFile>;
  readonly aliases: Loaded<AliasesFile>;
  readonly intents: readonly Loaded<IntentsFile>[];
  readonly unheld: Loaded<UnheldFile>;
}
