import { expect, it } from 'vitest';
import { entryAtHost } from './entry-at-host.ts';

const vendor = {
  vendorId: 'https://acme.example/client.json',
  name: 'Globex',
  knownBy: 'document' as const,
  clientHost: 'acme.example',
  site: 'https://globex.example/',
  held: false,
};
const acme = { id: 'a', name: 'Acme', site: 'https://acme.example/shop', circles: [] };
const globex = { id: 'g', name: 'Globex', site: 'https://globex.example/', circles: [] };

it('goes by the address that is certain, never by a name or a site that a company states', () => {
  expect(entryAtHost(vendor, [globex, acme])).toBe(acme);
  expect(entryAtHost(vendor, [globex])).toBeUndefined();
  expect(entryAtHost(vendor, [{ ...acme, site: 'https://www.acme.example/' }])).toBeUndefined();
});

it('proposes nothing where the company, or the entry, has its other half already', () => {
  expect(entryAtHost(vendor, [{ ...acme, clientId: 'https://acme.example/other.json' }])).toBeUndefined();
  expect(entryAtHost(vendor, [acme, { ...globex, clientId: vendor.vendorId }])).toBeUndefined();
});
