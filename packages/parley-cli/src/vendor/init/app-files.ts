// The files of a new app. In: what it is called and where it runs. Out: each file by its path.

import { readdir, readFile } from 'node:fs/promises';
import { generateVendorKey } from '@parley/vendor-sdk';

export interface AppOptions {
  /** Of the npm package. */
  readonly name: string;
  /** What owners read. */
  readonly clientName: string;
  readonly port: number;
  readonly gateway: string;
}

export interface AppFile {
  readonly path: string;
  readonly content: string;
  readonly isSecret: boolean;
}

const TEMPLATE = new URL('../../../template/', import.meta.url);
const TEMPLATE_NAME = 'my-vendor-app';
const KEY_FILE = 'keys/vendor-key.json';

export async function appFiles(options: AppOptions): Promise<AppFile[]> {
  const files = (await readdir(TEMPLATE)).map(async (name) => ({
    // npm packs no file of that name.
    path: name === 'gitignore' ? '.gitignore' : name,
    content: (await readFile(new URL(name, TEMPLATE), 'utf8')).replaceAll(TEMPLATE_NAME, options.name),
    isSecret: false,
  }));
  return [
    ...(await Promise.all(files)),
    { path: 'parley.json', content: toJson(settingsOf(options)), isSecret: false },
    { path: KEY_FILE, content: toJson(await generateVendorKey()), isSecret: true },
  ];
}

function settingsOf({ clientName, port, gateway }: AppOptions): object {
  const origin = `http://localhost:${port}`;
  return {
    clientId: `${origin}/client.json`,
    clientName,
    redirectUri: `${origin}/callback`,
    webhook: `${origin}/webhooks`,
    gateway,
    keyFile: KEY_FILE,
    receipts: 'receipts',
  };
}

const toJson = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
