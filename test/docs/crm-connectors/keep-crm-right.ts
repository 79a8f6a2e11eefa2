import type { CrmConnector } from '@parley/crm-connectors';
import type { Consent, CopyStore } from '@parley/vendor-sdk';

const purpose = 'https://w3id.org/dpv#CustomerCare';

/** A text by its name, in a table of yours. */
interface Cursors {
  get(name: string): Promise<string | undefined>;
  set(name: string, cursor: string): Promise<unknown>;
  delete(name: string): Promise<unknown>;
}

/** After a consent was given, and whenever its data may have changed. */
export async function copyInto(connector: CrmConnector, consent: Consent, cursors: Cursors): Promise<void> {
  const name = `${consent.gateway} ${consent.id}`;
  const store: CopyStore = {
    load: () => cursors.get(name),
    items: () => connector.items(consent, purpose),
    async apply(changes, cursor) {
      await cursors.delete(name); // cut off from here on, the next sync compares all that is held
      await connector.apply(changes, { consent, purpose });
      await cursors.set(name, cursor);
    },
  };
  await consent.sync({ purpose, store });
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
