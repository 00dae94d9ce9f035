import type { Source, Sources } from '../records.ts';
import type { SourcesFile } from './formats/sources-format.ts';

/** Turns identifiers of `sources.yaml` into the sources themselves; throws on one that is unknown or on an empty list. */
export type LinkSources = (ids: readonly string[]) => Sources;

/** The records of `sources.yaml`, in the order of the file. */
export function buildSources(file: SourcesFile): readonly Source[] {
  return file.map((source) => ({
    id: source.id,
    title: source.titre,
    publisher: source.editeur ?? null,
    url: source.adresse,
    date: source.date ?? null,
  }));
}

/** Makes the one way from identifiers to sources, so that nothing gets into a `Fact` without a source. */
export function createLinkSources(sources: readonly Source[]): LinkSources {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return (ids) => {
    const [first, ...rest] = ids.map((id) => {
      const source = byId.get(id);
      if (!source) throw new Error(`source inconnue : ${id}`);
      return source;
    });
    if (!first) throw new Error('aucune source');
    return [first, ...rest];
  };
}
