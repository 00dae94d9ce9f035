import type { Measure } from '../measure.ts';
import { turnHttp } from './turn-http.ts';

/** Every measure, in the order in which they run: the exhaustive list. */
export const MEASURES: readonly Measure[] = [turnHttp];
