import { expect, it } from 'vitest';
import { dataAccessSchema } from '../authorization-details.ts';
import { assurancesOf } from './assurances.ts';

it('tells what the gateway enforces from what only the vendor promises, and loses nothing', () => {
  const entry = dataAccessSchema.parse({
    type: 'urn:parley:data-access',
    locations: ['https://gateway.example/v1'],
    actions: ['read'],
    datatypes: ['issues'],
    purpose: 'https://w3id.org/dpv#CustomerCare',
    fields: { issues: { required: ['title'], optional: ['state'] } },
    filter: { issues: { addressee: 'requester' } },
    access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D', maxReadsPerDay: 5 },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: ['Globex'],
    benefit: 'Faster repairs',
    terms: 'SD-BASE',
  });
  const { retention, recipients, benefit, terms, purpose, actions, filter, access } = entry;
  expect(assurancesOf([entry])).toEqual([
    {
      enforced: { purpose, actions, filter, access, fields: { issues: ['title', 'state'] } },
      promised: { retention, recipients, benefit, terms },
    },
  ]);
  const { benefit: _, terms: __, ...bare } = entry;
  expect(Object.keys(assurancesOf([bare])[0]?.promised ?? {})).toEqual(['retention', 'recipients']);
});
