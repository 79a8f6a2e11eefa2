// Which ports the servers have. Chosen at the first start, then kept: an address is part of each identity.

import { isPortFree } from '../support/free-port.ts';
import type { Ports } from './data-folder.ts';
import { portHolder } from './port-holder.ts';

const NAMES: readonly (keyof Ports)[] = ['gateway', 'pods', 'vendor', 'dashboard', 'grocer'];
const HIGHEST_PORT = 65_535;

/** Free ports from the first one on; says which were stepped over. */
export async function choosePorts(first: number, say: (text: string) => void): Promise<Ports> {
  const chosen: number[] = [];
  for (let port = first; chosen.length < NAMES.length; port += 1) {
    if (port > HIGHEST_PORT)
      throw new Error(`There are no five free ports from ${first} on. Choose another with --port.`);
    if (await isPortFree(port)) chosen.push(port);
    else say(`port ${port} is used by ${await portHolder(port)}: stepped over`);
  }
  const [gateway = 0, pods = 0, vendor = 0, dashboard = 0, grocer = 0] = chosen;
  return { gateway, pods, vendor, dashboard, grocer };
}

/** @throws when one is busy: names who is in the way, and what to do */
export async function assertPortsFree(ports: Ports): Promise<void> {
  const busy: string[] = [];
  for (const name of NAMES) {
    const port = ports[name];
    if (!(await isPortFree(port))) busy.push(`  port ${port} (${name}) is used by ${await portHolder(port)}`);
  }
  if (busy.length === 0) return;
  const advice = [
    'The accounts and consents in this folder belong to these addresses, so the ports cannot be changed.',
    'Stop that program and start again; or use another folder (--data FOLDER); or begin anew (--reset).',
  ];
  throw new Error(['A port of the last start is busy:', ...busy, ...advice].join('\n'));
}
