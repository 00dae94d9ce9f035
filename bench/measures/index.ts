import type { Measure } from '../measure.ts';
import { judged } from './judged.ts';
import { peers } from './peers.ts';
import { robustness } from './robustness.ts';
import { turnHttp } from './turn-http.ts';
import { understand } from './understand.ts';

/** Every measure, in the order in which they run: the exhaustive list. */
export const MEASURES: readonly Measure[] = [turnHttp, understand, judged, peers, robustness];
