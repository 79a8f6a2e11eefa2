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
  /** Where the app takes what gateways tell it. */
  readonly webhook: string;
}

type Part = keyof Setup;
const ADDRESSES: readonly Part[] = ['clientId', 'redirectUri', 'gateway', 'webhook'];

/** The options by which a command line says otherwise, for `parseArgs`. */
export const clientOptions = {
  settings: { type: 'string' },
  'client-id': { type: 'string' },
  gateway: { type: 'string' },
  key: { type: 'string' },
} as const;
export const setupOptions = {
  ...clientOptions,
  'redirect-uri': { type: 'string' },
  receipts: { type: 'string' },
} as const;

interface Values {
  readonly [name: string]: unknown;
}

/**
 * These parts of the set-up: from the file, from PARLEY_GATEWAY, and from the command line, which goes first.
 *
 * @throws {WrongUse} where one is not said, or is no address
 */
export async function readSetup<Wanted extends Part>(
  values: Values,
  wanted: readonly Wanted[],
): Promise<Pick<Setup, Wanted>> {
  const isNamed = typeof values['settings'] === 'string';
  const file = resolve(isNamed ? String(values['settings']) : SETUP_FILE);
  const kept = await readJsonFile(file, isNamed);
  const at = (path: unknown): unknown =>
    typeof path === 'string' ? resolve(dirname(file), path) : undefined;
  const stated: Record<Part, unknown> = {
    clientId: values['client-id'] ?? kept['clientId'],
    redirectUri: values['redirect-uri'] ?? kept['redirectUri'],
    gateway: values['gateway'] ?? process.env['PARLEY_GATEWAY'] ?? kept['gateway'],
    keyFile: values['key'] ?? at(kept['keyFile']),
    receipts: values['receipts'] ?? at(kept['receipts']),
    webhook: values['forward-to'] ?? kept['webhook'],
  };
  const missing = wanted.filter((name) => typeof stated[name] !== 'string');
  if (missing.length > 0)
    throw new WrongUse(
      `${file} does not say: ${missing.join(', ')}. 'parley init' writes such a file; options can say it too.`,
    );
  for (const name of wanted)
    if (ADDRESSES.includes(name) && !URL.canParse(String(stated[name])))
      throw new WrongUse(`${name} is no address: '${stated[name]}'.`);
  return stated as Pick<Setup, Wanted>;
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
