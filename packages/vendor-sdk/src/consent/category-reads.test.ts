import { expect, expectTypeOf, it } from 'vitest';
import type { ContactPoint, Issue, ItemOf, ListOptions, Preference } from '../index.ts';
import { CARE, type Connected, connect, listOf, obtainConsent } from '../test-support/connect.ts';

const MAIL = { id: 'item_1', kind: 'email', email: 'ann@example.org', reach: 'first' };

it('each published category has its own list, and one item of it where items have documents', async () => {
  const { consent } = await given();
  const published = ['preferences', 'issues', 'contact'] as const;
  expect(published.map((name) => Object.keys(consent[name]))).toEqual([['list'], ['list', 'get'], ['list']]);
});

it('contact details are read by their own list and by name alike', async () => {
  const { gateway, queries, consent } = await given();
  const options = {
    purpose: CARE,
    kinds: ['email', 'phone'],
    fields: ['kind', 'email'],
    pageSize: 5,
  } as const;
  const { reach: _, ...asked } = MAIL;
  expect(await listOf(consent.contact.list(options))).toEqual([asked]);
  expect(await listOf(consent.list('contact', options))).toEqual([asked]);
  expect(gateway.requests).toEqual(['GET /v1/contact', 'GET /v1/contact']);
  const query = { fields: 'kind,email', kinds: 'email,phone', limit: '5' };
  expect(queries.map((each) => Object.fromEntries(each))).toEqual([query, query]);
});

it('one item is read by the name of its category', async () => {
  const { gateway, consent } = await given();
  expect(await consent.get('issues', 'item_1', { purpose: CARE })).toEqual({
    id: 'item_1',
    title: 'Line drops',
  });
  expect(gateway.requests).toEqual(['GET /v1/issues/item_1']);
});

it.each<[string, Record<string, unknown>]>([
  ['weather', {}],
  ['constructor', {}],
  ['contact', { states: ['open'] }],
  ['contact', { kinds: 'email' }],
  ['contact', { toString: ['x'] }],
  ['issues', { addressee: ['anyone'] }],
])('a list of %s with %j is refused before anything is asked', async (name, filters) => {
  const { gateway, consent } = await given();
  const listing = listOf(consent.list(name, { purpose: CARE, ...filters }));
  await expect(listing).rejects.toMatchObject({ code: 'invalid_options' });
  await expect(consent.get('weather', 'item_1', { purpose: CARE })).rejects.toMatchObject({
    code: 'invalid_options',
  });
  expect(gateway.requests).toEqual([]);
});

it('a filter that is not stated is not sent', async () => {
  const { queries, consent } = await given();
  await listOf(consent.list('contact', { purpose: CARE, kinds: undefined as never }));
  expect(queries.map((each) => Object.fromEntries(each))).toEqual([{}]);
});

it('the types come from the declarations', () => {
  expectTypeOf<Preference['value']>().toEqualTypeOf<string | number | boolean | undefined>();
  expectTypeOf<'acknowledged'>().toExtend<Issue['state']>();
  expectTypeOf<ContactPoint['email']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ContactPoint>().not.toHaveProperty('title');
  expectTypeOf<ListOptions<'issues'>['addressee']>().toEqualTypeOf<'requester' | 'anyone' | undefined>();
  expectTypeOf<ListOptions<'contact'>>().not.toHaveProperty('states');
  expectTypeOf<ItemOf<'weather'>>().toHaveProperty('id');
});

async function given(): Promise<Connected & { consent: Awaited<ReturnType<typeof obtainConsent>> }> {
  const connected = await connect({ retry: { maxAttempts: 1 } });
  connected.state.data = { contact: [MAIL], issues: [{ id: 'item_1', title: 'Line drops' }] };
  const consent = await obtainConsent(connected);
  connected.gateway.requests.length = 0;
  connected.queries.length = 0;
  return { ...connected, consent };
}
