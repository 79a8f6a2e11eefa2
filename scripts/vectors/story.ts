// Who and what the vectors are about: one consent of one owner for one vendor.

import type { DataAccess } from '@parley/protocol';

export const GATEWAY = 'https://gateway.example';
export const VENDOR = 'https://acme.example/client.json';
export const SUBJECT = 'owner_pairwiseForAcmeOnlyAAA';
export const OWNER = 'owner_vectorsAAAAAAAAAAAAAAA';
export const CONSENT = 'consent_vectorsAAAAAAAAAAAAAAA';
export const OTHER_CONSENT = 'consent_vectorsBBBBBBBBBBBBBBB';

/** 2026-11-22T10:00:00Z */
export const GIVEN_AT = 1_795_341_600;
export const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

export const asked: DataAccess = {
  type: 'urn:parley:data-access',
  locations: [`${GATEWAY}/v1`],
  actions: ['read'],
  datatypes: ['issues', 'preferences'],
  purpose: 'https://w3id.org/dpv#CustomerCare',
  fields: {
    issues: { required: ['title', 'state'], optional: ['description'] },
    preferences: { required: ['topic', 'statement'], optional: [] },
  },
  filter: { preferences: { topics: ['delivery'] } },
  access: { until: '2027-02-22T00:00:00.000Z', maxReadsPerDay: 500 },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
  benefit: 'Faster repairs – without repeating yourself',
};

/** The owner took a field out. */
export const given: DataAccess = {
  ...asked,
  fields: { ...asked.fields, issues: { required: ['title', 'state'], optional: [] } },
};

/** Later only issues were left. */
export const narrowed: DataAccess = {
  ...given,
  datatypes: ['issues'],
  fields: { issues: { required: ['title', 'state'], optional: [] } },
  filter: {},
};

/** Then the end was moved. */
export const extended: DataAccess = {
  ...narrowed,
  access: { ...narrowed.access, until: '2027-06-30T00:00:00.000Z' },
};
