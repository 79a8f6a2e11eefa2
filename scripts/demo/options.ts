import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** The first port: the gateway's. Those of the pod server, the vendor, the dashboard and the shop follow. `undefined`: those of the last start. */
  readonly port: number | undefined;
  readonly dataDir: string;
  /** Begin anew: everything in the data folder goes first. */
  readonly isReset: boolean;
  /** One machine-readable line instead of the narrated run. */
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** A wrong word on the command line. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

export const FIRST_PORT = 4400;
const HIGHEST_FIRST_PORT = 65_500;
const repository = fileURLToPath(new URL('../../', import.meta.url));

export const HELP = `Parley's demo: a pod server, a consent gateway with its database, the owners' dashboard and two
example vendors, on this machine alone. It shows the whole flow once, then stays up until Ctrl-C.

  npm start -- [options]

  --port N        first port of five: gateway, pod server, vendor, dashboard, shop (default
                  ${FIRST_PORT}; at the first start, busy ones are stepped over)
  --data FOLDER   where everything is kept (default .parley/demo in the repository)
  --reset         begin anew: delete what the folder holds, choose ports again
  --json          no narrated run; when ready, one line of JSON on standard output
                  (start it with npm --silent start, so that npm adds nothing):
                  {"gateway","dashboard","pods","vendor","grocer",
                  "owners":[{"webId","email","password"}]}
  --help          this text

A start on a folder that was used before keeps its ports, accounts, pods and consents.
The first start takes about half a minute, later ones a few seconds.
`;

/** @throws {WrongUse} */
export function readOptions(words: readonly string[]): DemoOptions {
  const { port, data, reset, json, help } = parse(words);
  return {
    port: port === undefined ? undefined : readPort(port),
    dataDir: data === undefined ? resolve(repository, '.parley/demo') : readFolder(data),
    isReset: reset,
    isJson: json,
    isHelp: help,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        reset: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    // The library's advice about "--" does not help here.
    const [message = ''] = (error instanceof Error ? error.message : '').split('. ');
    throw new WrongUse(`${message}.`, { cause: error });
  }
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= HIGHEST_FIRST_PORT) return port;
  throw new WrongUse(`--port takes a number from 1 to ${HIGHEST_FIRST_PORT}, not "${text}".`);
}

function readFolder(text: string): string {
  if (text.trim() === '') throw new WrongUse('--data takes a folder.');
  return resolve(text);
}
