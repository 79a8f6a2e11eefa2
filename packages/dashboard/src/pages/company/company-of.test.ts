import type { RequestView } from '@parley/protocol';
import { expect, it } from 'vitest';
import { consentOf } from '../../test-support/consents.ts';
import { companyOf } from './company-of.ts';

const given = consentOf();
const over = consentOf({ consentId: 'consent_0', status: 'withdrawn' });
const { vendorId } = given.vendor;
const others = consentOf({ vendor: { ...given.vendor, vendorId: 'https://globex.example/client.json' } });
const waiting = { requestId: 'request_1', status: 'requested', vendor: given.vendor } as RequestView;
const known = { id: 'item_1', name: 'My Acme', clientId: vendorId, circles: [] };
const all = { consents: [given, others, over], requests: [waiting], vendors: [known] };

it('is all that is known of one company, and nothing of others', () => {
  expect(companyOf(vendorId, all)).toEqual({
    vendorId,
    vendor: given.vendor,
    known,
    live: [given],
    ended: [over],
    requests: [waiting],
    waiting,
  });
});

it('is found by the own entry too', () => {
  expect(companyOf('item_1', all)).toMatchObject({ vendorId, live: [given] });
  const entered = companyOf('item_2', { ...all, vendors: [{ id: 'item_2', name: 'Bakery', circles: [] }] });
  expect(entered).toMatchObject({
    vendorId: 'item_2',
    vendor: undefined,
    known: { name: 'Bakery' },
    live: [],
  });
});

it('is nobody where nothing is known', () => {
  expect(companyOf('https://globex.example', all)).toMatchObject({ vendor: undefined, known: undefined });
});
