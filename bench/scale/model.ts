// The whole of it: what the page, the picture and the table on the terminal are made of.

import { type Capacity, capacityOf, processesByLimits } from './capacity.ts';
import { type Demand, demandOf } from './demand.ts';
import { type Found, isComplete } from './measured.ts';
import { AS_BUILT, CHANGED, type Design, SETTINGS } from './settings.ts';
import { type Simulation, simulate } from './simulate.ts';
import { waitInLine } from './wait-in-line.ts';

export interface Scenario {
  readonly owners: number;
  readonly design: Design;
  readonly demand: Demand;
  /** Only where everything that it needs was measured. */
  readonly capacity: Capacity | undefined;
}

export interface Model {
  readonly found: Found;
  readonly built: Scenario;
  /** With fewer owners, then all of them. */
  readonly changed: readonly Scenario[];
  /** Owners that one process carries as built, by what it keeps and does at most; the fewest first. */
  readonly ownersOfAProcess: readonly (readonly [limit: string, owners: number])[];
  /** Where no vendor reads everything at night, and where some do. */
  readonly evenDay: Simulation;
  readonly day: Simulation;
  readonly waits: readonly (readonly [busyShare: number, wait: number])[];
}

export const SIMULATED = { scale: 1_000, clusters: 64, seed: 20_261_122 };
const FEWER_OWNERS = [1_000_000, 10_000_000];
const BUSY = [0.5, 0.7, 0.85, 0.95];

export function modelOf(found: Found): Model {
  const scenario = (owners: number, design: Design): Scenario => {
    const settings = { ...SETTINGS, owners };
    const demand = demandOf(settings, design);
    const measured = found.values;
    const capacity = isComplete(measured) ? capacityOf({ settings, design, demand, measured }) : undefined;
    return { owners, design, demand, capacity };
  };
  const built = scenario(SETTINGS.owners, AS_BUILT);
  return {
    found,
    built,
    changed: [...FEWER_OWNERS, SETTINGS.owners].map((owners) => scenario(owners, CHANGED)),
    ownersOfAProcess: processesByLimits(built.demand, AS_BUILT)
      .map(([limit, processes]) => [limit, SETTINGS.owners / processes] as const)
      .sort((a, b) => a[1] - b[1]),
    evenDay: simulate({ settings: { ...SETTINGS, batchVendorShare: 0 }, ...SIMULATED }),
    day: simulate({ settings: SETTINGS, ...SIMULATED }),
    waits: BUSY.map((share) => [share, waitInLine(share, SIMULATED.seed)]),
  };
}
