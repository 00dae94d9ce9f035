import { createKnowledge } from './knowledge/create-knowledge.ts';

const knowledge = createKnowledge(process.env.DATA_DIR ?? 'data');
process.stdout.write(`${knowledge.territories.length} territoires, ${knowledge.facts().length} faits\n`);
