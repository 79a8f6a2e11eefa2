import { type Bookkeeping, type CrmConnector, createCrmConnector } from '@parley/crm-connectors';
import { createZendesk, readZendeskEvent } from '@parley/crm-connectors/zendesk';
import type { VendorClient } from '@parley/vendor-sdk';

interface Desk {
  readonly bookkeeping: Bookkeeping;
  readonly key: Uint8Array;
  readonly token: () => Promise<string>;
  readonly fetch?: typeof globalThis.fetch;
}

export function zendeskConnector({ bookkeeping, key, token, ...more }: Desk): CrmConnector {
  const authorization = async () => `Bearer ${await token()}`;
  const crm = createZendesk({ origin: 'https://acme.zendesk.com', authorization, ...more });
  return createCrmConnector({ crm, bookkeeping, key, writerId: '900' }); // the id of the token's user
}

/** A webhook on `ticket.comment_added`, once its signature was checked. */
export async function onEvent(connector: CrmConnector, client: VendorClient, event: unknown): Promise<void> {
  const comment = readZendeskEvent(event);
  const verdict = comment && (await connector.readComment(comment));
  if (verdict?.kind !== 'message') return; // our own words, an internal note, or nobody to tell
  const { gateway, consentId, issueId, reply } = verdict.message;
  const consent = await client.at(gateway).resumeSaved(consentId);
  await consent?.reply(issueId, reply);
}
