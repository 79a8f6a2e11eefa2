import { clientDocument, createVendorClient, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
import { createFakeGateway } from '@parley/vendor-sdk/testing';
import { expect, test } from 'vitest';

test('what was withdrawn is read no more', async () => {
  const [clientId, redirectUri] = ['https://acme.example/client.json', 'https://acme.example/callback'];
  const key = await generateVendorKey();
  const keys = [await publicVendorJwk(key)];
  const client = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
  const issues = [{ id: 'item_1', title: 'The line drops', state: 'open' }];
  const gateway = createFakeGateway({ client, data: { issues } });
  const vendor = createVendorClient({ clientId, key, fetch: gateway.fetch }).at(gateway.origin);

  const purpose = 'https://w3id.org/dpv#CustomerCare';
  const fields = { issues: { required: ['title', 'state'] } };
  const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
  const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
  const asked = { actions: ['read' as const], datatypes: ['issues'], purpose, fields, access, retention };
  const { url, handle } = await vendor.ask({ details: [{ ...asked, recipients: [] }], redirectUri });
  const consent = await vendor.exchange({ callbackUrl: gateway.owner.give(url), handle });

  for await (const issue of consent.issues.list({ purpose })) expect(issue.title).toBe('The line drops');
  gateway.owner.withdraw();
  await expect(consent.issues.get('item_1', { purpose })).rejects.toMatchObject({
    code: 'consent_withdrawn',
  });
});
