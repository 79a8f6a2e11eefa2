// What the demo keeps between two starts. Addresses are part of identities, so ports stay; so do accounts and pods.

import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoOwner {
  readonly name: string;
  readonly webId: string;
  readonly email: string;
  readonly password: string;
  readonly oidcIssuer: string;
  /** The Parley container. */
  readonly container: string;
  readonly clientCredentials: { readonly id: string; readonly secret: string };
}

export interface Ports {
  readonly gateway: number;
  readonly pods: number;
  readonly vendor: number;
  readonly grocer: number;
  readonly dashboard: number;
}

/** What a complete start leaves. */
export interface DemoState {
  readonly ports: Ports;
  readonly owners: readonly DemoOwner[];
}

/** Raised when what is kept changes its form. */
const VERSION = 3;

export interface DemoFolder {
  readonly root: string;
  readonly pods: string;
  readonly gateway: string;
  readonly vendor: string;
  readonly grocer: string;
  readonly gatewayLog: string;
  readonly podsLog: string;
  /** What the last complete start left. `undefined`: there was none. */
  read(): Promise<DemoState | undefined>;
  /** Written last: a start that broke off halfway leaves nothing that the next would build on. */
  write(state: DemoState): Promise<void>;
  /** A file that only this user may read. */
  writeFile(name: string, text: string): Promise<void>;
  /** Deletes what the demo made, and begins anew. @throws where something is there that the demo did not make */
  clear(): Promise<void>;
}

const MADE_HERE = ['pods', 'gateway', 'vendor', 'grocer', 'gateway.log', 'pods.log'];

export async function openDemoFolder(root: string): Promise<DemoFolder> {
  await mkdir(root, { recursive: true, mode: 0o700 });
  const inside = (name: string): string => join(root, name);
  return {
    root,
    pods: inside('pods'),
    gateway: inside('gateway'),
    vendor: inside('vendor'),
    grocer: inside('grocer'),
    gatewayLog: inside('gateway.log'),
    podsLog: inside('pods.log'),
    read: () => readState(inside('demo.json')),
    write: (state) => writeJson(inside('demo.json'), { version: VERSION, isComplete: true, ...state }),
    writeFile: (name, text) => writeWhole(inside(name), text),
    async clear() {
      if (!existsSync(inside('demo.json'))) assertNothingForeign(root);
      // First: from now on, what lies here is the demo's.
      await writeJson(inside('demo.json'), { version: VERSION, isComplete: false });
      for (const name of MADE_HERE) await rm(inside(name), { recursive: true, force: true });
    },
  };
}

async function readState(file: string): Promise<DemoState | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const state = jsonOf(text);
  if (state?.version === VERSION) return state.isComplete ? state : undefined;
  throw new Error(`${file} is not from this version of the demo. Start once with --reset.`);
}

function assertNothingForeign(root: string): void {
  const foreign = MADE_HERE.filter((name) => existsSync(join(root, name)));
  if (foreign.length === 0) return;
  throw new Error(
    `${root} holds ${foreign.join(', ')}, which the demo did not make. Choose another folder with --data.`,
  );
}

function jsonOf(text: string): (DemoState & { version: unknown; isComplete: boolean }) | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const writeJson = (file: string, content: object): Promise<void> =>
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`);

/** The file is there whole or not at all. It holds passwords. */
async function writeWhole(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, 'w', 0o600);
  await handle
    .writeFile(text)
    .then(() => handle.sync())
    .finally(() => handle.close());
  await rename(draft, file);
}
