// The demo from the first line to the last. In: options. Out: an exit code, and no process left.

import { randomBytes } from 'node:crypto';
import { relative } from 'node:path';
import {
  type DemoFolder,
  type DemoOwner,
  type DemoState,
  openDemoFolder,
  type Ports,
} from './data-folder.ts';
import { endDatabaseAndWait } from './end-database.ts';
import { watchSignals } from './lifetime.ts';
import { type DemoOptions, FIRST_PORT } from './options.ts';
import { people, vendorsOf } from './people.ts';
import { assertPortsFree, choosePorts } from './ports.ts';
import { createScreen, type Screen } from './screen.ts';
import { seedOwner } from './seed-owner.ts';
import { settingsFiles } from './settings-files.ts';
import { showLogins } from './show-logins.ts';
import { claimFolder } from './single-start.ts';
import { type Servers, startServers } from './start-servers.ts';
import { tellStory } from './tell-story.ts';

export async function runDemo(options: DemoOptions): Promise<number> {
  const screen = createScreen({ out: options.isJson ? process.stderr : process.stdout });
  const lifetime = watchSignals();
  try {
    const folder = await openDemoFolder(options.dataDir);
    const letGo = await claimFolder(folder.root);
    try {
      return await inFolder(folder, { options, screen, ...lifetime });
    } finally {
      await letGo();
    }
  } catch (error) {
    if (lifetime.signal.aborted) {
      screen.line(screen.soft('stopped; nothing is left running'));
      return 0;
    }
    screen.line(error instanceof Error ? error.message : 'The demo failed.');
    return 1;
  }
}

interface Run {
  readonly options: DemoOptions;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  readonly over: Promise<void>;
}

async function inFolder(folder: DemoFolder, run: Run): Promise<number> {
  const { screen, signal } = run;
  screen.line(`${screen.strong('Parley demo')}  ${screen.soft(folder.root)}\n`);
  const known = await stateOf(folder, run);
  const ports = known?.ports ?? (await choosePorts(run.options.port ?? FIRST_PORT, screen.step));
  const servers = await startServers({ folder, ports, say: screen.step, signal });
  try {
    const owners = known?.owners ?? (await firstOwners(servers, folder, ports, run));
    for (const [name, text] of settingsFiles(servers, owners)) await folder.writeFile(name, text);
    signal.throwIfAborted();
    return await whileUp(servers, owners, run);
  } finally {
    screen.line(`\n${screen.soft('stopping ...')}`);
    await servers.stop();
    screen.line(screen.soft('stopped; nothing is left running'));
  }
}

/** What the last start left, unless it is to go, or never was complete. */
async function stateOf(folder: DemoFolder, { options, screen }: Run): Promise<DemoState | undefined> {
  const known = options.isReset ? undefined : await folder.read();
  if (known === undefined) {
    await endDatabaseAndWait(folder.gateway);
    await folder.clear();
    return undefined;
  }
  if (options.port !== undefined && options.port !== known.ports.gateway) {
    throw new Error(
      `The accounts and consents in this folder belong to port ${known.ports.gateway}, not ${options.port}.\n` +
        'Leave out --port; or use another folder (--data FOLDER); or begin anew (--reset).',
    );
  }
  await assertPortsFree(known.ports);
  screen.step('ports, accounts, pods and consents are those of the last start');
  return known;
}

async function firstOwners(
  servers: Servers,
  folder: DemoFolder,
  ports: Ports,
  run: Run,
): Promise<DemoOwner[]> {
  const { signal, screen } = run;
  const { pods, gateway } = servers;
  const vendors = vendorsOf(servers);
  screen.step(`making accounts and pods for ${people.map(({ name }) => name).join(' and ')}, about 10 s`);
  const owners = await Promise.all(
    people.map(async (person) => {
      const owner = await seedOwner({ person, password: newPassword(), pods, gateway, vendors, signal });
      const { preferences, issues } = person;
      screen.step(
        `${person.name}'s pod is connected: ${preferences.length} preferences, ${issues.length} issues`,
      );
      return owner;
    }),
  );
  await folder.write({ ports, owners });
  return owners;
}

/** Random, because the pod server listens on every address of this machine; short, because somebody types it. */
function newPassword(): string {
  return randomBytes(8)
    .toString('hex')
    .replaceAll(/(.{4})(?=.)/g, '$1-');
}

async function whileUp(servers: Servers, owners: readonly DemoOwner[], run: Run): Promise<number> {
  const { options, screen, signal, over } = run;
  if (options.isJson) {
    process.stdout.write(`${JSON.stringify(readyLine(servers, owners))}\n`);
  } else {
    await tellStory({ servers, owners, screen, signal });
    showLogins({ servers, owners, screen, folder: shownPath(options.dataDir) });
  }
  const lost = await Promise.race([servers.lost, over.then(() => undefined)]);
  if (lost === undefined) return 0;
  screen.line(`\n${lost} has ended by itself. What it said is in ${options.dataDir}`);
  return 1;
}

/** As one would type it here. */
function shownPath(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith('..') ? path : fromHere;
}

function readyLine(servers: Servers, owners: readonly DemoOwner[]): object {
  return {
    gateway: servers.gateway,
    dashboard: servers.dashboard,
    pods: servers.pods,
    vendor: servers.acme.url,
    grocer: servers.grocer.url,
    owners: owners.map(({ webId, email, password }) => ({ webId, email, password })),
  };
}
