// `parley replay`: has the gateway send events to the registered webhook once more.

import { parseArgs } from 'node:util';
import type { GatewayClient, Replay } from '@parley/vendor-sdk';
import { type Command, DONE, type Session } from '../../command/session.ts';
import { WrongUse } from '../../command/wrong-use.ts';
import { plain } from '../../words/plain.ts';
import { inWords, openGateway } from '../setup/open-client.ts';
import { clientOptions, readSetup } from '../setup/read-setup.ts';

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const MOST_IDS = 100;

/** @throws {WrongUse} */
export const replay: Command = async (words, session) => {
  const options = {
    ...clientOptions,
    since: { type: 'string' },
    id: { type: 'string', multiple: true },
  } as const;
  const { values } = parseArgs({ args: words, options });
  const which = wanted(values.since, values.id ?? []);
  const gateway = await openGateway(await readSetup(values, ['clientId', 'gateway', 'keyFile']));
  const webhook = await inWords(() => gateway.webhooks.show({ signal: session.signal }));
  if (webhook === undefined)
    throw new WrongUse(
      "There is no webhook at this gateway, so nothing can be sent again. 'parley listen --after EVENT' brings events without one.",
    );
  const count = await replayAll(gateway, which, session);
  session.out.write(
    count === 0
      ? 'Nothing to send again: the gateway has no such event. It keeps them for 30 days.\n'
      : `${count} on their way again to ${plain(webhook.url)}.\n`,
  );
  return DONE;
};

/** The gateway takes a part at a time. */
async function replayAll(gateway: GatewayClient, which: Replay, { err, signal }: Session): Promise<number> {
  let count = 0;
  let rest: Replay | undefined = which;
  while (rest !== undefined) {
    const part = await replayPart(gateway, rest, signal);
    count += part.count;
    rest = part.rest;
    if (rest !== undefined) err.write(`${count} so far ...\n`);
  }
  return count;
}

async function replayPart(
  { webhooks }: GatewayClient,
  which: Replay,
  signal: AbortSignal,
): Promise<{ readonly count: number; readonly rest?: Replay }> {
  const { replayed, nextSince } = await inWords(() => webhooks.replay(which, { signal }));
  return { count: replayed, ...(nextSince !== undefined && { rest: { since: nextSince } }) };
}

function wanted(since: string | undefined, ids: readonly string[]): Replay {
  if ((since === undefined) === (ids.length === 0))
    throw new WrongUse('replay needs --since TIME, or --id EVENT once or more.');
  if (ids.length > MOST_IDS) throw new WrongUse(`At most ${MOST_IDS} ids at once.`);
  return since === undefined ? { ids } : { since: instantOf(since) };
}

/** `2026-11-22T08:00:00Z`, or how long ago: `30m`, `2h`, `1d`. */
function instantOf(text: string): string {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (unit === 'm' || unit === 'h' || unit === 'd')
    return new Date(Date.now() - Number(count) * UNIT_MS[unit]).toISOString();
  const at = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(at.getTime()))
    throw new WrongUse(`--since takes a time such as 2026-11-22T08:00:00Z, or 30m, 2h, 1d; not '${text}'.`);
  return at.toISOString();
}
