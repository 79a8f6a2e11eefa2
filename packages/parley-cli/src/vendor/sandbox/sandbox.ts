// `parley sandbox`: a gateway with a made-up person, for a developer's machine. It ends with Ctrl-C, and keeps nothing.

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { type Command, DONE, type Session } from '../../command/session.ts';
import { isWrongUse, WrongUse } from '../../command/wrong-use.ts';
import { plain } from '../../words/plain.ts';
import { localGatewayPort } from '../setup/read-setup.ts';
import { ACTS } from './acts.ts';
import { createSandbox, type Sandbox } from './create-sandbox.ts';
import { keptFields } from './fields.ts';
import type { Manners } from './manners.ts';
import { serveLocally } from './serve-locally.ts';

const MAX_PORT = 65_535;

/** @throws {WrongUse} */
export const sandbox: Command = async (words, session) => {
  const { port, manners } = await read(words);
  const tell = (line: string): void => {
    const time = new Date().toTimeString().slice(0, 8);
    session.out.write(`${time}  ${plain(line)}\n`);
  };
  let made: Sandbox | undefined;
  const server = await serveLocally({
    port,
    handleAt(origin) {
      made = createSandbox({ origin, manners, tell });
      return made.handle;
    },
  });
  session.out.write(welcome(server.origin, manners));
  const stopTyping = made === undefined ? () => {} : listenToTyping(made, session);
  await aborted(session.signal);
  stopTyping();
  await server.stop();
  session.out.write('The sandbox has ended, and all that was in it.\n');
  return DONE;
};

async function read(words: string[]): Promise<{ port: number; manners: Manners }> {
  const options = {
    port: { type: 'string' },
    refuse: { type: 'boolean', default: false },
    defer: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const port = values.port === undefined ? await localGatewayPort() : Number(values.port);
  if (!Number.isSafeInteger(port) || port < 0 || port > MAX_PORT)
    throw new WrongUse('--port needs a number of 0 to 65535.');
  if (values.refuse && values.defer) throw new WrongUse('--refuse or --defer: one of them.');
  // What stands behind --only may go on without it: --only issues.title issues.state
  const only = [...(values.only ?? []), ...positionals];
  if (positionals.length > 0 && values.only === undefined)
    throw new WrongUse(`'${positionals[0]}' is no option of the sandbox.`);
  const decision = values.refuse ? 'refuse' : values.defer ? 'defer' : 'give';
  return { port, manners: { decision, ...(only.length > 0 && { kept: keptFields(only) }) } };
}

const MANNERS = {
  give: 'gives what is asked',
  refuse: 'refuses what is asked',
  defer: 'decides later, whatever is asked',
} as const;

function welcome(origin: string, { decision, kept }: Manners): string {
  const only = kept === undefined ? '' : ', less what --only leaves out';
  return `The sandbox gateway is at ${origin}
  It has one owner, who does not exist: she has 3 preferences and 2 issues, and ${MANNERS[decision]}${only}.
  It believes its own keys alone, and forgets everything when it ends: nothing here proves anything.

Start your app with PARLEY_GATEWAY=${origin} and connect.
Meanwhile type what she does (or: curl -d 'pause' ${origin}/sandbox):
${Object.values(ACTS)
  .map(({ usage, does }) => `  ${usage.padEnd(26)} ${does}`)
  .join('\n')}
  Ctrl-C                     ends the sandbox

`;
}

/** Until the input ends, which ends nothing else. */
function listenToTyping(made: Sandbox, { in: input, out }: Session): () => void {
  if (input === undefined) return () => {};
  const lines = createInterface({ input });
  lines.on('line', (line) => {
    if (line.trim() === '') return;
    out.write(`${plain(saidTo(made, line))}\n`);
  });
  return () => lines.close();
}

function saidTo(made: Sandbox, line: string): string {
  try {
    return `Done: ${made.act(line)}`;
  } catch (fault) {
    if (!isWrongUse(fault)) throw fault;
    return fault.message;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
