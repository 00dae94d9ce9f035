import type { Measure } from '../measure.ts';
import { ablation } from './ablation.ts';
import { directLine } from './direct-line.ts';
import { growth } from './growth.ts';
import { judged } from './judged.ts';
import { line } from './line.ts';
import { memory } from './memory.ts';
import { peers } from './peers.ts';
import { robustness } from './robustness.ts';
import { soak } from './soak.ts';
import { start } from './start.ts';
import { store } from './store.ts';
import { turnHttp } from './turn-http.ts';
import { understand } from './understand.ts';
import { web } from './web.ts';

/** Every measure, in the order in which they run: the exhaustive list. */
export const MEASURES: readonly Measure[] = [
  turnHttp,
  directLine,
  web,
  start,
  memory,
  line,
  understand,
  judged,
  peers,
  robustness,
  growth,
  store,
  soak,
  ablation,
];
