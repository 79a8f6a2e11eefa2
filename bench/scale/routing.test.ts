import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUCKETS, bucketOf, movedShare, rebalance, spread } from './routing.ts';
import { SETTINGS } from './settings.ts';
import { dayCurve, simulate } from './simulate.ts';
import { waitInLine } from './wait-in-line.ts';

const clusters = fc.integer({ min: 1, max: 200 });
const countsOf = (table: readonly number[], of: number) =>
  Array.from({ length: of }, (_, cluster) => table.filter((each) => each === cluster).length);

it('an owner has one bucket, the same for ever', () => {
  expect(bucketOf('owner_a')).toBe(bucketOf('owner_a'));
  expect(bucketOf('abc')).toBe(0xba7);
  fc.assert(
    fc.property(fc.string(), (ownerId) => {
      expect(bucketOf(ownerId)).toBeGreaterThanOrEqual(0);
      expect(bucketOf(ownerId)).toBeLessThan(BUCKETS);
    }),
  );
});

it('buckets are spread evenly, and a change of clusters moves no more of them than it must', () => {
  fc.assert(
    fc.property(clusters, clusters, (before, after) => {
      const table = rebalance(spread(before), after);
      const counts = countsOf(table, after);
      expect(counts.reduce((all, each) => all + each, 0)).toBe(BUCKETS);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      const share = Math.abs(after - before) / Math.max(after, before);
      expect(movedShare(spread(before), table)).toBeLessThanOrEqual(share + after / BUCKETS);
    }),
    { numRuns: 30 },
  );
});

const options = { settings: { ...SETTINGS, owners: 2_000_000 }, scale: 1_000, clusters: 8, seed: 1 };

it('simulates the same day for the same seed, with all the reads that there should be', () => {
  const day = simulate(options);
  expect(simulate(options)).toEqual(day);
  expect(simulate({ ...options, seed: 2 })).not.toEqual(day);
  const expected = options.settings.owners * SETTINGS.vendorsPerOwner * SETTINGS.readsPerConsentADay;
  expect(Math.abs(day.reads - expected) / expected).toBeLessThan(0.02);
  for (const [hour, load] of day.hottestCluster.entries())
    expect(load).toBeGreaterThanOrEqual(day.meanCluster[hour] ?? 0);
  expect(day.topVendorClusters).toBe(8);
  expect(day.movedByTable).toBeLessThan(day.movedByModulo);
});

it('people’s day has the peak that was assumed', () => {
  const curve = dayCurve(3);
  const mean = curve.reduce((all, each) => all + each, 0) / curve.length;
  expect(Math.max(...curve) / mean).toBeCloseTo(3);
  expect(curve.indexOf(Math.max(...curve))).toBe(20);
});

it('a busier process lets reads wait for longer, out of proportion', () => {
  const [half = 0, much = 0] = [waitInLine(0.5, 1), waitInLine(0.95, 1)];
  expect(much / half).toBeGreaterThan(5);
});
