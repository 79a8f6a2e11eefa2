// `parley trigger EVENT`: a made-up event of this type, signed, to the developer's own app.

import { parseArgs } from 'node:util';
import { newId, type VendorEvent } from '@parley/protocol';
import { type Command, DONE, NOT_RIGHT } from '../../command/session.ts';
import { WrongUse } from '../../command/wrong-use.ts';
import { plain } from '../../words/plain.ts';
import { readSetup } from '../setup/read-setup.ts';
import { assertLocal, deliver, deliveryLine } from './deliver.ts';
import { fixtures } from './fixtures.ts';

/** @throws {WrongUse} */
export const trigger: Command = async (words, { out, signal }) => {
  const options = {
    'forward-to': { type: 'string' },
    consent: { type: 'string' },
    item: { type: 'string' },
    settings: { type: 'string' },
  } as const;
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const [type, ...others] = positionals;
  if (type === undefined || others.length > 0) throw new WrongUse(`trigger needs one EVENT: ${known()}.`);
  const event = eventOf(type, values);
  const { webhook: url } = await readSetup(values, ['webhook']);
  assertLocal(url);
  const delivery = await deliver(event, { url, signal });
  out.write(`${plain(deliveryLine(event, delivery))}\n`);
  return delivery.isTaken ? DONE : NOT_RIGHT;
};

function eventOf(
  type: string,
  { consent, item }: { readonly consent?: string | undefined; readonly item?: string | undefined },
): VendorEvent {
  const now = new Date();
  const found = [...fixtures(now)].find(([name]) => name === type);
  if (found === undefined) throw new WrongUse(`There is no event '${type}'. There is: ${known()}.`);
  const [name, data] = found;
  return {
    id: newId('event'),
    type: name,
    timestamp: now.toISOString(),
    data: {
      ...data,
      ...(consent !== undefined && { consent_id: consent }),
      ...(item !== undefined && { item_id: item }),
    },
  };
}

const known = (): string => [...fixtures(new Date()).keys()].join(', ');
