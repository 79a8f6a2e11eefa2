import type { ConsentView } from '@parley/protocol';
import { expect, it } from 'vitest';
import { choosableOf, notListed } from './choosable.ts';

const consent = (vendorId: string, status: ConsentView['status'] = 'given') =>
  ({
    status,
    vendor: { vendorId, name: `${vendorId}\u202e`, knownBy: 'document', held: false },
  }) as ConsentView;
const acme = { id: 'acme', name: 'Acme', clientId: 'https://acme.example/id.json', circles: [] };
const known = { vendors: [acme], circles: [], rejected: [] };

it('offers who is listed, and once who is not yet but has something of the person', () => {
  const globex = 'https://globex.example/id.json';
  const consents = [acme.clientId, globex, globex].map((id) => consent(id));
  const { vendors } = choosableOf(known, [...consents, consent('https://over.example/', 'withdrawn')]);
  expect(vendors).toEqual([
    acme,
    { id: 'from-consent-https-globex.example-id.json', name: globex, clientId: globex, circles: [] },
  ]);
});

it('says whom to list before an issue can be for them', () => {
  const choosable = choosableOf(known, [consent('https://globex.example/id.json')]);
  const id = 'from-consent-https-globex.example-id.json';
  expect(notListed(['acme', id], choosable).map((vendor) => vendor.id)).toEqual([id]);
  expect(notListed(['acme'], choosable)).toEqual([]);
  expect(notListed('everyone', choosable)).toEqual([]);
});
