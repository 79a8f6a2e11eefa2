// One day, consent by consent, where a mean says little: few vendors have most consents, people sleep, and some vendors read everything at night.
// The same seed gives the same day.

import { createDraw, createRandom, drawPoisson } from './random.ts';
import { type BucketTable, bucketOf, movedShare, rebalance, spread } from './routing.ts';
import type { Settings } from './settings.ts';

export interface SimulationOptions {
  readonly settings: Settings;
  /** One simulated owner stands for so many. */
  readonly scale: number;
  readonly clusters: number;
  readonly seed: number;
}

/** Reads a second, at full size, for each hour of the day. */
export interface Simulation {
  readonly meanCluster: readonly number[];
  readonly hottestCluster: readonly number[];
  readonly hottestVendor: readonly number[];
  readonly busiestHour: number;
  readonly reads: number;
  /** Owners of the fullest cluster against the mean. */
  readonly fullestCluster: number;
  /** The most popular vendor's share of all consents, and the clusters that they lie on. */
  readonly topVendorShare: number;
  readonly topVendorClusters: number;
  /** Owners that move where a cluster is added: by the table, and if the owner were hashed by the number of clusters. */
  readonly movedByTable: number;
  readonly movedByModulo: number;
}

const HOURS = 24;
const HOUR_SECONDS = 3_600;
/** A batch runs in one of the first hours of the day. */
const BATCH_HOURS = 5;

export function simulate({ settings, scale, clusters, seed }: SimulationOptions): Simulation {
  const random = createRandom(seed);
  const owners = Math.round(settings.owners / scale);
  const table = spread(clusters);
  const vendorOf = createDraw(popularity(settings.vendors), random);
  const hourOf = createDraw(dayCurve(settings.peakFactor), random);
  const batchHours = Array.from({ length: settings.vendors }, () =>
    random() < settings.batchVendorShare ? Math.floor(random() * BATCH_HOURS) : undefined,
  );
  const ofCluster = new Float64Array(clusters * HOURS);
  const ofVendor = new Float64Array(settings.vendors * HOURS);
  const ownersOf = new Float64Array(clusters);
  const consentsOf = new Float64Array(settings.vendors);
  const topVendorOn = new Set<number>();
  for (let owner = 0; owner < owners; owner += 1) {
    const cluster = table[bucketOf(`owner_${owner}`)] ?? 0;
    ownersOf[cluster] = (ownersOf[cluster] ?? 0) + 1;
    for (const vendor of drawDistinct(vendorOf, settings.vendorsPerOwner, settings.vendors)) {
      consentsOf[vendor] = (consentsOf[vendor] ?? 0) + 1;
      if (vendor === 0) topVendorOn.add(cluster);
      const batchHour = batchHours[vendor];
      const times = drawPoisson(settings.readsPerConsentADay, random);
      for (let read = 0; read < times; read += 1) {
        const hour = batchHour ?? hourOf();
        ofCluster[cluster * HOURS + hour] = (ofCluster[cluster * HOURS + hour] ?? 0) + 1;
        ofVendor[vendor * HOURS + hour] = (ofVendor[vendor * HOURS + hour] ?? 0) + 1;
      }
    }
  }
  const meanCluster = byHour(ofCluster, (loads) => sum(loads) / clusters).map(perSecond(scale));
  return {
    meanCluster,
    hottestCluster: byHour(ofCluster, most).map(perSecond(scale)),
    hottestVendor: byHour(ofVendor, most).map(perSecond(scale)),
    busiestHour: meanCluster.indexOf(Math.max(...meanCluster)),
    reads: sum(ofCluster) * scale,
    fullestCluster: most(ownersOf) / (owners / clusters),
    topVendorShare: most(consentsOf) / sum(consentsOf),
    topVendorClusters: topVendorOn.size,
    movedByTable: movedShare(table, rebalance(table, clusters + 1)),
    movedByModulo: movedShare(table, moduloTable(clusters + 1)),
  };
}

/** Zipf: the n-th has one n-th of what the first has. */
const popularity = (vendors: number): number[] =>
  Array.from({ length: vendors }, (_, rank) => 1 / (rank + 1));

/** A hump around 20:00 whose top is `peak` times the mean hour, narrower the higher it is; at least one. */
export function dayCurve(peak: number): number[] {
  let [low, high] = [0, 1_000];
  const curve = (sharpness: number): number[] =>
    Array.from({ length: HOURS }, (_, hour) =>
      Math.exp(sharpness * (Math.cos(((hour - 20) / HOURS) * 2 * Math.PI) - 1)),
    );
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (HOURS / sum(curve(middle)) < peak) low = middle;
    else high = middle;
  }
  return curve(low);
}

/** What a table by `hash % clusters` would be: the rule that is not taken. */
const moduloTable = (clusters: number): BucketTable => spread(clusters);

function drawDistinct(draw: () => number, wanted: number, of: number): Set<number> {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(wanted, of)) drawn.add(draw());
  return drawn;
}

/** Of a table with a row of hours for each cluster or vendor. */
const byHour = (loads: Float64Array, of: (hour: Float64Array) => number): number[] =>
  Array.from({ length: HOURS }, (_, hour) => of(loads.filter((_load, at) => at % HOURS === hour)));

const perSecond =
  (scale: number) =>
  (reads: number): number =>
    (reads * scale) / HOUR_SECONDS;

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, each) => all + each, 0);
const most = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((all, each) => Math.max(all, each), 0);
