import {
  clientDocument,
  createVendorClient,
  createWebhookHandler,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { createFakeGateway, signTestWebhook, TEST_WEBHOOK_PUBLIC_KEY } from '@parley/vendor-sdk/testing';
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

  async 'takes what its gateway has signed, once, and nothing else'() {
    /** @type {string[]} */
    const taken = [];
    const handle = createWebhookHandler({
      publicKeys: [TEST_WEBHOOK_PUBLIC_KEY],
      onEvent: ({ type }) => void taken.push(type),
    });
    const delivery = await signTestWebhook({ type: 'consent.paused', data: { consent_id: 'consent_1' } });
    const [again, changed] = [delivery.clone(), delivery.clone()];
    changed.headers.set('webhook-id', 'event_other');
    same([(await handle(delivery)).status, (await handle(again)).status], [204, 204]);
    same((await handle(changed)).status, 401);
    same(taken, ['consent.paused']);
  },
  async 'follows events over a connection of its own, and leaves it'({ clientId, redirectUri, key }) {
    const keys = [await publicVendorJwk(key)];
    const client = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
    const gateway = createFakeGateway({ client });
    const asking = createVendorClient({ clientId, key, fetch: gateway.fetch }).at(gateway.origin);
    const { url, handle } = await asking.ask({ details: [entryNow()], redirectUri });
    await asking.exchange({ callbackUrl: gateway.owner.give(url), handle });
    /** @type {string[]} */
    const told = [];
    for await (const { type } of asking.events()) {
      told.push(type);
      if (type === 'consent.given') gateway.owner.withdraw();
      if (type === 'consent.withdrawn') break;
    }
    same(told, ['consent.requested', 'consent.given', 'consent.withdrawn']);
  },
};
