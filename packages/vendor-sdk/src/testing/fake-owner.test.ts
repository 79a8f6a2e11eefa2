import { expect, it } from 'vitest';
import { generateVendorKey, publicVendorJwk } from '../index.ts';
import { CARE, connect, documentWith, obtainConsent } from '../test-support/connect.ts';

it('what the fake owner writes is read, and a second time replaced', async () => {
  const connected = await connect();
  const { owner } = connected.gateway;
  owner.put('issues', { id: 'item_1', title: 'The line drops', state: 'open' });
  const consent = await obtainConsent(connected);
  owner.put('issues', { id: 'item_1', title: 'The line is gone', state: 'open' });
  expect((await consent.issues.get('item_1', { purpose: CARE })).title).toBe('The line is gone');
  expect(() => owner.put('colours', { id: 'item_1' })).toThrow("There is no category 'colours'.");
});

it('what the fake owner says stands in the thread', async () => {
  const { gateway, state } = await connect();
  gateway.owner.put('issues', { id: 'item_1', title: 'The line drops', state: 'open' });
  gateway.owner.say('item_1', 'Are you there?');
  gateway.owner.say('item_1', 'Hello?');
  const messages = state.data['issues']?.[0]?.['messages'];
  expect(messages).toMatchObject([
    { content: 'Are you there?', from: 'owner' },
    { content: 'Hello?', from: 'owner' },
  ]);
  expect(() => gateway.owner.say('item_2', 'Hello?')).toThrow('There is no such issue.');
});

it('a gateway that has read the document again knows the new key, and the old one no more', async () => {
  const connected = await connect();
  await obtainConsent(connected);
  connected.gateway.knowClient(documentWith([await publicVendorJwk(await generateVendorKey())]));
  await expect(obtainConsent(connected)).rejects.toMatchObject({ code: 'client_refused' });
});
