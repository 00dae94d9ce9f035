import { readConfig } from './config.ts';
import { createAssistant } from './create-assistant.ts';

/*
 * A process of its own, with the settings of the bot: works out what new data needs (indexes, models) and keeps it in
 * var/cache, so that the bot has only to load it. Faults are told by the bot.
 */
if (import.meta.main) createAssistant(readConfig(process.env));
