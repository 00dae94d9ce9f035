import { accessSync, constants, existsSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { type Finding, fault, warning, well } from './finding.ts';

const LEAST_NODE = 24;
const LEAST_FREE_MB = 500;
const MEGABYTE = 2 ** 20;
/** Files and connections beside those of readers. */
const OTHER_FILES = 500;
const OTHERS_MAY_READ = 0o077;

/** Checks the version of Node. */
export function checkNode(version: string): Finding {
  return Number(version.split('.')[0]) >= LEAST_NODE
    ? well('Node', `Node ${version}`)
    : fault(
        'Node',
        `Node ${version} est trop ancien : il en faut un à partir de ${LEAST_NODE}`,
        'lancer par npm run, qui se sert de celui que npm ci a installé, ou nommer node_modules/.bin/node',
      );
}

/** Checks what the bot writes to: its folder, the room on its disk, and who may read its settings. */
export function checkFiles(folder: string, settings: string): readonly Finding[] {
  try {
    if (!existsSync(folder)) mkdirSync(folder);
    accessSync(folder, constants.W_OK);
  } catch {
    return [
      fault('Fichiers', `le dossier ${folder} ne peut pas être écrit`, `le donner à l’utilisateur du bot (chown)`),
    ];
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  const isOpen = existsSync(settings) && (statSync(settings).mode & OTHERS_MAY_READ) !== 0;
  return [
    free >= LEAST_FREE_MB
      ? well('Fichiers', `${folder} peut être écrit, ${free} Mo libres`)
      : warning(
          'Fichiers',
          `il ne reste que ${free} Mo pour ${folder}`,
          'libérer de la place, ou baisser STORE_MAX_MB',
        ),
    ...(isOpen ? [warning('Secrets', `d’autres utilisateurs peuvent lire ${settings}`, `chmod 600 ${settings}`)] : []),
  ];
}

/** Checks that the system lets the process open a file for each reader; nothing where the system does not tell. */
export function checkOpenFiles(
  { maxStreams }: Pick<Config, 'maxStreams'>,
  limits = '/proc/self/limits',
): readonly Finding[] {
  if (!existsSync(limits)) return [];
  const most = Number(/^Max open files\s+(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1] ?? Number.POSITIVE_INFINITY);
  return most >= maxStreams + OTHER_FILES
    ? []
    : [
        warning(
          'Système',
          `un processus ne peut ouvrir que ${most} fichiers, pour ${maxStreams} lecteurs (MAX_STREAMS)`,
          'LimitNOFILE=65536 dans l’unité systemd (deploy/bot@.service le fait), ou baisser MAX_STREAMS',
        ),
      ];
}
