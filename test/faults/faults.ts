import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import type { Traffic } from './traffic.ts';
import type { World } from './world.ts';

export interface Fault {
  readonly name: string;
  /** Counted as a kill of these. */
  readonly kills?: readonly ('gateway' | 'database' | 'pod server')[];
  /** Strikes while vendors read and the owner acts, and mends it again. */
  strike(world: World, how: { chance: Chance; traffic: Traffic }): Promise<void>;
}

/** How long something stays broken. */
const lasting = (chance: Chance, ms: number): Promise<void> => sleep(ms / 2 + chance.upTo(ms));
const either = ({ gateways }: World, chance: Chance) => chance.pick(gateways);

export const FAULTS: readonly Fault[] = [
  {
    name: 'kill -9 of a gateway',
    kills: ['gateway'],
    async strike(world, { chance }) {
      const gateway = either(world, chance);
      await gateway.kill();
      await lasting(chance, 300);
      await gateway.start();
    },
  },
  {
    name: 'kill -9 of both gateways',
    kills: ['gateway', 'gateway'],
    async strike({ gateways }) {
      await Promise.all(gateways.map((gateway) => gateway.kill()));
      await Promise.all(gateways.map((gateway) => gateway.start()));
    },
  },
  {
    name: 'kill -9 of the database',
    kills: ['database'],
    async strike({ database }, { chance }) {
      await database.kill();
      await lasting(chance, 300);
      await database.start();
    },
  },
  {
    name: 'restart of the database',
    async strike({ database }) {
      await database.stop();
      await database.start();
    },
  },
  {
    name: 'connections to the database cut',
    async strike({ database }, { chance }) {
      for (let times = 0; times < 3; times += 1) {
        await database.cutConnections();
        await lasting(chance, 200);
      }
    },
  },
  {
    name: "the database's disk full",
    async strike({ database }, { chance }) {
      await database.fillDisk(true);
      await lasting(chance, 1_000);
      await database.fillDisk(false);
    },
  },
  {
    name: 'every connection to the database in use',
    async strike({ database }, { chance }) {
      const letGo = await database.block();
      await lasting(chance, 3_000);
      await letGo();
    },
  },
  {
    name: "kill -9 of the pod server, and a gateway's disk full",
    kills: ['pod server', 'gateway'],
    async strike(world, { chance }) {
      const gateway = either(world, chance);
      await world.pods.kill();
      await gateway.kill();
      // Only what no pod knows is kept in the data folder.
      await Promise.all([gateway.start({ isDiskFull: true }), world.pods.start()]);
      await gateway.kill();
      await gateway.start();
    },
  },
  {
    name: 'slow pod server',
    async strike({ podLine }, { chance }) {
      podLine.set('slow');
      await lasting(chance, 2_000);
      podLine.set('open');
    },
  },
  {
    name: 'hanging pod server',
    async strike({ podLine }, { chance }) {
      podLine.set('hanging');
      await lasting(chance, 3_000);
      podLine.set('open');
    },
  },
  {
    name: 'notifications lost, and a consent ended in the pod',
    async strike({ podLine }, { chance, traffic }) {
      podLine.loseNotifications(true);
      await traffic.endInPod();
      await lasting(chance, 1_000);
      podLine.loseNotifications(false);
    },
  },
  {
    name: "the database's clock set forwards, back, and forwards",
    async strike({ database }, { chance, traffic }) {
      const ending = await traffic.giveForSeconds(60);
      await database.jump(100);
      await ending.isRefused();
      await database.jump(0);
      await ending.isRefused();
      await database.jump(-100);
      await lasting(chance, 1_000);
      await ending.isRefused();
      await database.jump(0);
    },
  },
];
