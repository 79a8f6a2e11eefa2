import { clientDocument, createVendorClient, publicVendorJwk } from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { all, same } from './check.js';
import { CARE, entryNow } from './stage.js';

/** @type {Record<string, (stage: import('./stage.js').Stage) => Promise<void>>} */
export const fakeCases = {
  async 'meets a fake gateway in its own process, without a network'({ clientId, redirectUri, key }) {
    const keys = [await publicVendorJwk(key)];
    const client = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
    const issues = [{ id: 'item_1', title: 'The line drops', state: 'open' }];
    const gateway = createFakeGateway({ client, data: { issues } });
    const asking = createVendorClient({ clientId, key, fetch: gateway.fetch }).at(gateway.origin);
    const { url, handle } = await asking.ask({ details: [entryNow()], redirectUri });
    const consent = await asking.exchange({ callbackUrl: gateway.owner.give(url), handle });
    same(await all(consent.issues.list({ purpose: CARE })), issues);
    gateway.owner.withdraw();
    same((await consent.status()).status, 'withdrawn');
  },
};
