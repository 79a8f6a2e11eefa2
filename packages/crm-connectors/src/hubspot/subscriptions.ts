// https://developers.hubspot.com/docs/api-reference/communication-preferences-subscriptions-v4/guide

import type { FieldValue } from '@parley/protocol';
import type { CrmCall, RecordName, RecordWrite } from '../crm.ts';
import { CrmConnectorError } from '../errors.ts';
import type { CallCrm } from '../http/crm-http.ts';
import { valuesOf } from '../mapping/values-of.ts';
import type { HubSpotOptions } from './hubspot.ts';

export interface Subscriptions {
  set(write: RecordWrite, call: CrmCall): Promise<void>;
  /** An opt-out: to somebody of whom nothing is said HubSpot may send. */
  end(name: RecordName, call: CrmCall): Promise<void>;
}

const OPT_OUT = { statusState: 'UNSUBSCRIBED' } as const;
type Fields = Readonly<Record<string, FieldValue | null>>;

export function createSubscriptions(
  call: CallCrm,
  { subscriberOf }: Pick<HubSpotOptions, 'subscriberOf'>,
): Subscriptions {
  async function say(said: RecordName & { fields: Fields }, { owner, signal }: CrmCall): Promise<boolean> {
    const subscriber = await subscriberOf(owner);
    if (subscriber === undefined) return false;
    const subscriptionId = Number(said.externalId.slice(said.externalId.lastIndexOf('-') + 1));
    const path = `/communication-preferences/v4/statuses/${encodeURIComponent(subscriber)}`;
    const body = { channel: 'EMAIL', subscriptionId, ...said.fields };
    await call({ method: 'POST', path, body, expect: [200, 201] }, signal);
    return true;
  }

  return {
    async set(write, to) {
      const fields = valuesOf(write, OPT_OUT);
      if (!(await say({ ...write, fields }, to))) throw new CrmConnectorError('unknown_subscriber');
    },
    async end(name, to) {
      await say({ ...name, fields: OPT_OUT }, to);
    },
  };
}
