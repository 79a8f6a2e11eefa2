// `parley listen`: what the gateway tells this vendor, passed on to the developer's own app, for as long as it runs.

import { parseArgs } from 'node:util';
import { type GatewayClient, isVendorSdkError } from '@parley/vendor-sdk';
import { type Command, DONE, NOT_RIGHT, type Session } from '../../command/session.ts';
import { plain } from '../../words/plain.ts';
import { inWords, openGateway } from '../setup/open-client.ts';
import { clientOptions, readSetup } from '../setup/read-setup.ts';
import { assertLocal, deliver, deliveryLine } from './deliver.ts';

/** The gateway's clock tells when something happened, and may be another than ours. */
const LOOK_BACK_MS = 30_000;

/** @throws {WrongUse} */
export const listen: Command = async (words, session) => {
  const options = { ...clientOptions, 'forward-to': { type: 'string' }, after: { type: 'string' } } as const;
  const { values } = parseArgs({ args: words, options });
  const setup = await readSetup(values, ['clientId', 'gateway', 'keyFile', 'webhook']);
  assertLocal(setup.webhook);
  const gateway = await openGateway(setup);
  session.err.write(`Connecting to ${plain(setup.gateway)} ...\n`);
  await inWords(() => gateway.check({ signal: session.signal }));
  session.out.write(`Listening: what ${plain(gateway.origin)} tells goes to ${plain(setup.webhook)}. Ctrl-C ends it.
Each is signed by the test key: on this machine, give TEST_WEBHOOK_PUBLIC_KEY to publicKeys.\n`);
  const failed = await forwardAll(gateway, { to: setup.webhook, after: values.after, session });
  session.out.write(failed === 0 ? 'Stopped listening.\n' : `Stopped listening. ${failed} were not taken.\n`);
  return failed === 0 ? DONE : NOT_RIGHT;
};

/** Out: how many the app has not taken. */
async function forwardAll(
  gateway: GatewayClient,
  {
    to,
    after,
    session,
  }: { readonly to: string; readonly after: string | undefined; readonly session: Session },
): Promise<number> {
  const { out, signal } = session;
  const since = Date.now() - LOOK_BACK_MS;
  let failed = 0;
  try {
    await inWords(async () => {
      for await (const event of gateway.events({ signal, ...(after !== undefined && { after }) })) {
        // Without a place to begin, the gateway tells all that it has kept.
        if (after === undefined && Date.parse(event.timestamp) < since) continue;
        const delivery = await deliver(event, { url: to, signal });
        if (!delivery.isTaken) failed += 1;
        out.write(`${plain(deliveryLine(event, delivery))}\n`);
      }
    });
  } catch (fault) {
    if (!signal.aborted && !isVendorSdkError(fault, 'aborted')) throw fault;
  }
  return failed;
}
