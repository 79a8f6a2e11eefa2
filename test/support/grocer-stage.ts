// The stage of the tests of the example shop: the dashboard's, with the shop beside it and an owner who wants something of it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Grocer, startGrocer } from 'green-grocer';
import { freePort } from '../../scripts/support/free-port.ts';
import { type DashboardStage, startDashboardStage } from './dashboard-stage.ts';
import { addPreference, knowVendor } from './seed-pod.ts';
import type { TestOwner } from './test-owner.ts';

export interface GrocerStage {
  readonly stage: DashboardStage;
  readonly grocer: Grocer;
  /** What the shop keeps. */
  readonly dataDir: string;
  readonly alice: TestOwner;
  stop(): Promise<void>;
}

/** What Alice wants, for this shop alone. `hostile` stands in one of her statements. */
const wishes = (hostile: string) =>
  [
    { topic: 'allergies', strength: 'refuse', statement: `Walnuts ${hostile}`, value: 'nuts' },
    { topic: 'packaging', strength: 'avoid', statement: 'Vegetables wrapped in plastic', value: 'plastic' },
    { topic: 'food', strength: 'prefer', statement: 'What grows near here', value: 'nearby' },
    { topic: 'delivery', strength: 'prefer', statement: 'In the evening', value: 'evening' },
    { topic: 'contact', strength: 'refuse', statement: 'Never call me', value: 'evening' },
  ] as const;

export async function startGrocerStage(hostile: string): Promise<GrocerStage> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-grocer-'));
  const stage = await startDashboardStage({ localOrigins: [`http://localhost:${port}`] });
  const { gateway, dashboard } = stage;
  // A page waits for its gateway here however slow the machine is.
  const patience = { timeoutMs: 60_000 };
  const grocer = await startGrocer({ port, gateway: gateway.origin, dashboard, dataDir, ...patience });
  const alice = await stage.createOwner();
  await knowVendor(alice.pod, { id: 'grocer', clientId: grocer.clientId });
  for (const wish of wishes(hostile)) await addPreference(alice.pod, ['grocer'], wish);
  return {
    ...{ stage, grocer, dataDir, alice },
    async stop() {
      await grocer.stop();
      await stage.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
