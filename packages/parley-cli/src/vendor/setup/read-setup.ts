import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { WrongUse } from '../../command/wrong-use.ts';
import { isLocal } from './local-address.ts';

/** What a vendor's app runs with. The file stands beside the app, and the app reads it too. */
export const SETUP_FILE = 'parley.json';

export interface Setup {
  /** The address of the client document: who the vendor is. */
  readonly clientId: string;
  /** Where the browser comes back to. */
  readonly redirectUri: string;
  readonly gateway: string;
  /** The private key. */
  readonly keyFile: string;
  /** The folder of saved receipts. */
  readonly receipts: string;
}

/** The options by which a command line says otherwise, for `parseArgs`. */
export const setupOptions = {
  settings: { type: 'string' },
  'client-id': { type: 'string' },
  'redirect-uri': { type: 'string' },
  gateway: { type: 'string' },
  key: { type: 'string' },
  receipts: { type: 'string' },
} as const;

type Values = { readonly [name in keyof typeof setupOptions]?: string | undefined };

/** The set-up from the file, from PARLEY_GATEWAY, and from the command line, which goes first. @throws {WrongUse} */
export async function readSetup(values: Values): Promise<Setup> {
  const file = resolve(values.settings ?? SETUP_FILE);
  const kept = await readJsonFile(file, values.settings !== undefined);
  const at = (path: unknown): string | undefined =>
    typeof path === 'string' ? resolve(dirname(file), path) : undefined;
  const stated = {
    clientId: values['client-id'] ?? kept['clientId'],
    redirectUri: values['redirect-uri'] ?? kept['redirectUri'],
    gateway: values.gateway ?? process.env['PARLEY_GATEWAY'] ?? kept['gateway'],
    keyFile: values.key ?? at(kept['keyFile']),
    receipts: values.receipts ?? at(kept['receipts']),
  };
  const missing = Object.entries(stated).filter(([, value]) => typeof value !== 'string');
  if (missing.length > 0)
    throw new WrongUse(
      `${file} does not say: ${missing.map(([name]) => name).join(', ')}. 'parley init' writes such a file; options can say it too.`,
    );
  const setup = stated as Setup;
  for (const name of ['clientId', 'redirectUri', 'gateway'] as const)
    if (!URL.canParse(setup[name])) throw new WrongUse(`${name} is no address: '${setup[name]}'.`);
  return setup;
}

/** Where the app of this folder looks for a gateway on this machine. 0: it does not, or there is no app. @throws {WrongUse} */
export async function localGatewayPort(): Promise<number> {
  const { gateway } = await readJsonFile(resolve(SETUP_FILE), false);
  if (typeof gateway !== 'string' || !URL.canParse(gateway)) return 0;
  const url = new URL(gateway);
  return url.protocol === 'http:' && isLocal(url) ? Number(url.port) : 0;
}

async function readJsonFile(file: string, isNamed: boolean): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch(() => {
    if (isNamed) throw new WrongUse(`${file} cannot be read.`);
    return '{}';
  });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Said below.
  }
  throw new WrongUse(`${file} is no JSON object.`);
}
