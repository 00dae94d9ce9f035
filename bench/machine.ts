import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { z } from 'zod/v4';

const PACKAGES = ['botbuilder', 'restify', 'fuse.js', 'minisearch', '@nlpjs/basic', 'autocannon', 'ws'] as const;
const ROOT = new URL('../', import.meta.url);
const manifest = z.object({ version: z.string() });

/** What the figures depend on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  /** The load of the last minute when the run began: figures of a busy machine are worth less. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** Describes this machine and the packages measured. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    versions: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const path = new URL(`node_modules/${name}/package.json`, ROOT);
  return manifest.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
