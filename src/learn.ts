import { workerData } from 'node:worker_threads';
import { type AssistantSettings, createAssistant } from './create-assistant.ts';

/*
 * A thread of its own: works out what new data needs (indexes, models) and keeps it in var/cache, so that the thread
 * that answers has only to load it. Faults are told by that one.
 */
const settings: AssistantSettings = workerData;
createAssistant(settings);
