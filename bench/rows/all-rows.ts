import type { Row } from '../row.ts';
import { coldRead } from './cold-read.ts';
import { manyConsents } from './many-consents.ts';
import { processes } from './processes.ts';
import { soak } from './soak.ts';
import { starts } from './starts.ts';
import { stops } from './stops.ts';
import { storage } from './storage.ts';
import { tokenExchange } from './token-exchange.ts';
import { warmRead } from './warm-read.ts';

/** In the order in which they run. What fills the disk comes late. */
export const allRows: readonly Row[] = [
  starts,
  warmRead,
  coldRead,
  stops,
  tokenExchange,
  processes,
  storage,
  manyConsents,
  soak,
];
