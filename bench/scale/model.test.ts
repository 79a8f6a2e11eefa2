import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeResults } from '../report/write-results.ts';
import { FULL, QUICK } from '../sizes.ts';
import { capacityOf } from './capacity.ts';
import { demandOf } from './demand.ts';
import {
  isComplete,
  type Measured,
  missingFrom,
  PARAMETERS,
  type Parameter,
  readMeasured,
} from './measured.ts';
import { modelOf } from './model.ts';
import { scalePages } from './page.ts';
import { AS_BUILT, CHANGED, SETTINGS } from './settings.ts';

/** Round numbers, so that nobody takes them for figures of the gateway. */
const MADE_UP: Measured = {
  ...{ readsPerProcess: 1_000, tokensPerProcess: 100, readsPerPodServer: 10, blocksPerProcess: 1_000 },
  ...{ consentBytes: 10_000, journalBytes: 1_000, logBytes: 2_000, blockBytes: 1_000, entryBytes: 500 },
};

const machine = {
  ...{ name: 'made-up', cores: 1, processor: 'none', memoryGb: 1, system: 'none', node: '0' },
  ...{ postgres: 'none', podServer: 'none', disk: 'none' },
};

/** It simulates four days. */
const SLOWEST_MS = 120_000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-scale-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = (day: number, values: Partial<Measured>, options: { name?: string; isQuick?: boolean } = {}) =>
  writeResults(folder, {
    at: new Date(Date.UTC(2000, 0, day)),
    machine: { ...machine, name: options.name ?? machine.name },
    sizes: options.isQuick ? QUICK : FULL,
    figures: (Object.entries(values) as [Parameter, number][]).map(([parameter, value]) => {
      const [row, what] = PARAMETERS[parameter];
      return { row, what, value, unit: '/s' };
    }),
  });

it('takes each parameter from the newest results of one machine that have it, and says what is missing', async () => {
  expect(readMeasured(join(folder, 'nowhere'))).toEqual({ values: {}, files: [], machine: undefined });
  await write(1, { readsPerProcess: 1, tokensPerProcess: 2 });
  await write(2, { readsPerProcess: 3 });
  await write(1, { consentBytes: 4 }, { name: 'another' });
  await write(3, { journalBytes: 5 }, { name: 'quick', isQuick: true });
  const found = readMeasured(folder);
  expect(found.values).toEqual({ readsPerProcess: 3, tokensPerProcess: 2 });
  expect(found.files).toEqual(['2000-01-01-made-up.json', '2000-01-02-made-up.json']);
  expect(missingFrom(found.values)).toContain('consentBytes');
  expect(isComplete(found.values)).toBe(false);
  await write(4, MADE_UP);
  expect(readMeasured(folder)).toMatchObject({ values: MADE_UP, files: ['2000-01-04-made-up.json'] });
  expect(readMeasured(folder, ['2000-01-02-made-up.json']).values).toEqual({ readsPerProcess: 3 });
});

const owners = fc.integer({ min: 1, max: 1_000_000_000 });
const design = fc.constantFrom(AS_BUILT, CHANGED);
const settingsOf = (count: number) => ({ ...SETTINGS, owners: count });
const of = (count: number, which: typeof AS_BUILT) => {
  const settings = settingsOf(count);
  const demand = demandOf(settings, which);
  return { demand, ...capacityOf({ settings, design: which, demand, measured: MADE_UP }) };
};

it('more owners never ask for less, and never cost less', () => {
  fc.assert(
    fc.property(owners, owners, design, (a, b, which) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)];
      const [less, more] = [of(few, which), of(many, which)];
      for (const key of ['processes', 'clusters', 'cores', 'databaseBytes', 'podServers'] as const)
        expect(more[key]).toBeGreaterThanOrEqual(less[key]);
      const total = (count: number, { dollarsPerOwnerMonth }: typeof less) => count * dollarsPerOwnerMonth;
      expect(total(many, more) * (1 + 1e-9)).toBeGreaterThanOrEqual(total(few, less));
    }),
  );
});

it('what shards are asked together is what the whole is asked', () => {
  fc.assert(
    fc.property(owners, owners, design, (a, b, which) => {
      const [one, other, whole] = [a, b, a + b].map((count) => demandOf(settingsOf(count), which));
      for (const key of [
        'consents',
        'reads',
        'tokens',
        'podRequests',
        'looks',
        'channels',
        'blocks',
      ] as const) {
        const sum = (one?.[key] ?? 0) + (other?.[key] ?? 0);
        expect(Math.abs(sum - (whole?.[key] ?? 0))).toBeLessThanOrEqual(sum * 1e-9);
      }
    }),
  );
});

it('no cluster gets more bytes or reads than it is planned for', () => {
  fc.assert(
    fc.property(owners, design, (count, which) => {
      const { clusters, databaseBytes, demand } = of(count, which);
      expect(databaseBytes / clusters).toBeLessThanOrEqual(SETTINGS.diskPerClusterGb * 1e9);
      expect(demand.reads / clusters).toBeLessThanOrEqual(MADE_UP.readsPerProcess * SETTINGS.busyShare);
    }),
  );
});

it(
  'fills the page wherever everything was measured, and leaves open what was not',
  () => {
    const found = { values: MADE_UP, files: ['2000-01-04-made-up.json'], machine };
    const page = scalePages(modelOf(found)).get('docs/scale.md') ?? '';
    expect(page).toContain('[2000-01-04-made-up.json](../bench/results/2000-01-04-made-up.json)');
    expect(page).toMatch(/\| dollars for an owner and month \|( [\d.]+ \|){4}/);
    expect(page).not.toMatch(/NaN|Infinity|undefined|not measured yet/);
    const { logBytes: _, ...values } = MADE_UP;
    const open = scalePages(modelOf({ ...found, values })).get('docs/scale.md') ?? '';
    expect(open).toContain('npm run bench -- --only storage\n');
    expect(open).not.toContain('dollars for an owner and month');
  },
  SLOWEST_MS,
);

it('asks pods as the gateway does: one owner who is read all the time', () => {
  const settings = {
    ...settingsOf(1),
    vendorsPerOwner: 1,
    readsPerConsentADay: 86_400,
    peakFactor: 1,
    subscribingShare: 0,
  };
  const demand = demandOf(settings, AS_BUILT);
  // Two documents and the consent's file every 15 s, connection.ttl every 28 s; a block every 5 s.
  expect(demand.podRequests).toBeCloseTo(3 / 15 + 1 / 28);
  expect(demand.blocks).toBeCloseTo(1 / 5, 2);
  expect(demand.tokens).toBeCloseTo(0);
  expect(demandOf({ ...settings, subscribingShare: 0.5 }, AS_BUILT)).toMatchObject({ looks: 0.5 / 30 });
});
