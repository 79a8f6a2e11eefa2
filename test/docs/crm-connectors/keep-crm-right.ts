import type { CrmConnector, ItemChange } from '@parley/crm-connectors';
import type { Consent } from '@parley/vendor-sdk';

const purpose = 'https://w3id.org/dpv#CustomerCare';

/** After a consent was given, and whenever its data may have changed. */
export async function copyIssues(connector: CrmConnector, consent: Consent): Promise<void> {
  const changes: ItemChange[] = [];
  for await (const { id } of consent.issues.list({ purpose })) {
    const item = await consent.issues.get(id, { purpose });
    changes.push({ category: 'issues', id, type: 'upserted', item });
  }
  await connector.apply(changes, { consent, purpose });
}

/** Whenever it may have been narrowed, extended or ended: what it no longer covers leaves the CRM. */
export async function follow(connector: CrmConnector, consent: Consent): Promise<void> {
  await connector.follow(consent, await consent.status());
}

/** Every hour: what is due goes, whether or not anybody has heard of an end. */
export async function expire(connector: CrmConnector): Promise<void> {
  const { failures } = await connector.expire();
  for (const { code, status } of failures) console.log(`Not removed yet: ${code} ${status ?? ''}`);
}
