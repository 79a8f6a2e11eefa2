// The gateway as an operator runs it, under load, while one thing after the other breaks; after each the promises of the design are
// checked against an independent model. A longer run: PARLEY_FAULT_ROUNDS. The same run again: PARLEY_FAULT_SEED.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChance } from './chance.ts';
import { FAULTS, type Fault } from './faults.ts';
import { createJudge } from './judge.ts';
import { startTraffic } from './traffic.ts';
import { createWitness } from './witness.ts';
import { startWorld, type World } from './world.ts';

const seed = Number(process.env['PARLEY_FAULT_SEED'] ?? Date.now() % 1_000_000);
/** Default: each fault once. */
const rounds = Number(process.env['PARLEY_FAULT_ROUNDS'] ?? FAULTS.length);
const MINUTE_MS = 60_000;

let folder: string;
let world: World;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-faults-'));
  world = await startWorld(folder);
});

afterAll(async () => {
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each of them once in a random order, then all of them in another one, and so on. */
function planOf(count: number): Fault[] {
  const chance = createChance(seed);
  const plan: Fault[] = [];
  while (plan.length < count) plan.push(...chance.shuffled(FAULTS));
  return plan.slice(0, count);
}

it('keeps every promise while one thing after the other breaks', {
  timeout: 5 * MINUTE_MS + rounds * MINUTE_MS,
}, async () => {
  console.log(`Faults: ${rounds} rounds, PARLEY_FAULT_SEED=${seed}`);
  const witness = createWitness();
  const judge = await createJudge(world, witness);
  const chance = createChance(seed + 1_000);
  const traffic = startTraffic(world, { witness, seed });
  const kills = { gateway: 0, database: 0, 'pod server': 0 };
  const trace: string[] = [];
  for (const fault of planOf(rounds)) {
    const before = witness.broken.length;
    traffic.go();
    await sleep(200 + chance.upTo(600));
    const startedAt = performance.now();
    await fault.strike(world, { chance, traffic });
    const lasted = performance.now() - startedAt;
    await sleep(300);
    await traffic.pause();
    await judge.afterRound();
    for (const killed of fault.kills ?? []) kills[killed] += 1;
    trace.push(`  ${(lasted / 1_000).toFixed(1).padStart(5)} s  ${fault.name}`);
    for (const what of witness.broken.slice(before)) trace.push(`    BROKEN ${what}`);
  }
  await judge.atTheEnd({ givenUnheard: traffic.givenUnheard() });
  const { recorded, unrecorded, blocks, compared, strangers } = judge.figures;
  console.log(
    [
      ...trace,
      `rounds ${rounds}; kill -9: gateway ${kills.gateway}, database ${kills.database}, pod server ${kills['pod server']}`,
      `acts: ${[...witness.acts].map(([what, times]) => `${what} ${times}`).join(', ')}`,
      `consents ${witness.consents.size}, compared with the pod ${compared} times; blocks in the pod ${blocks}`,
      `disclosures ${recorded + unrecorded}, without a record ${unrecorded}`,
      `strangers who tried what is not theirs ${strangers}`,
      `promises broken ${witness.broken.length}`,
    ].join('\n'),
  );
  expect({ broken: witness.broken, unrecorded }).toEqual({ broken: [], unrecorded: 0 });
  // It has been busy: with nothing done, nothing can be lost.
  expect(recorded).toBeGreaterThan(rounds);
  for (const act of ['give', 'pause', 'resume', 'narrow', 'withdraw'] as const)
    expect(witness.acts.get(`${act} done`), act).toBeGreaterThan(0);
});
