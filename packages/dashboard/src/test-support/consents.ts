import type { ConsentView, DataAccess } from '@parley/protocol';

export const CARE = 'https://w3id.org/dpv#CustomerCare';
export const MARKETING = 'https://w3id.org/dpv#DirectMarketing';

/** One purpose with something of each kind that can be taken away. */
export const entryOf = (parts: Partial<DataAccess> = {}): DataAccess => ({
  type: 'urn:parley:data-access',
  locations: ['https://gateway.example/v1'],
  actions: ['read', 'subscribe', 'converse'],
  datatypes: ['issues', 'preferences'],
  purpose: CARE,
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic'], optional: ['value'] },
  },
  filter: { issues: { addressee: 'anyone' }, preferences: { topics: ['delivery', 'repairs'] } },
  access: { until: '2027-02-22T00:00:00Z' },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: ['Globex', 'Initech'],
  ...parts,
});

export const consentOf = (parts: Partial<ConsentView> = {}): ConsentView => ({
  consentId: 'consent_1',
  version: 1,
  status: 'given',
  vendor: { vendorId: 'https://acme.example/client.json', name: 'Acme', knownBy: 'document', held: false },
  details: [entryOf()],
  givenAt: '2026-11-22T10:00:00Z',
  until: '2027-02-22T00:00:00Z',
  firstReadAt: null,
  lastReadAt: null,
  readsThisMonth: 0,
  ...parts,
});
