import { checkDataFolder } from './knowledge/check-data-folder.ts';
import { createDictionary } from './language/dictionary.ts';

const check = checkDataFolder(process.env.DATA_DIR ?? 'data', createDictionary());
process.stdout.write(`${check.lines.join('\n')}\n`);
if (!check.isSound) process.exitCode = 1;
