import { describe, expect, it } from 'vitest';
import { consentEventClaimsSchema, receiptClaimsSchema } from './consent-receipt.ts';

const DIGEST = 'A'.repeat(43);
const UUID = '6f3a0f0e-5d5c-4d7e-9d57-0c3c7a1e2b11';
const receipt = {
  iss: 'https://gateway.example',
  aud: 'https://acme.example/client',
  sub: 'pairwise',
  iat: 1_795_000_000,
  jti: UUID,
  consent_id: 'consent_A',
  consent_version: 1,
  previous: null,
  request: 'a.b.c',
  owner_ref: 'sealed',
  authorization_details: [
    {
      type: 'urn:parley:data-access',
      locations: ['https://gateway.example/v1'],
      actions: ['read'],
      datatypes: ['issues'],
      purpose: 'https://w3id.org/dpv#CustomerCare',
      fields: { issues: { required: ['title'], optional: [] } },
      filter: {},
      access: { until: '2027-02-22T00:00:00Z' },
      retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
      recipients: [],
    },
  ],
  until: '2027-02-22T00:00:00Z',
  record: { '@type': 'dpv:ConsentRecord' },
};
const event = {
  iss: 'https://gateway.example',
  iat: 1_795_000_000,
  jti: UUID,
  consent_id: 'consent_A',
  consent_version: 1,
  event: 'withdrawn',
  at: '2026-11-22T00:00:00Z',
  by: 'owner',
  reason: 'owner_act',
  previous: DIGEST,
};

describe('a receipt', () => {
  it.each([null, DIGEST])('is accepted with %j before it', (previous) => {
    expect(receiptClaimsSchema.parse({ ...receipt, previous })).toEqual({ ...receipt, previous });
  });

  it.each(Object.keys(receipt))('is refused without %s', (name) => {
    const { [name as keyof typeof receipt]: _, ...rest } = receipt;
    expect(receiptClaimsSchema.safeParse(rest).error?.issues.map((issue) => issue.path)).toEqual([[name]]);
  });

  it.each([
    ['iss', 'gateway'],
    ['iat', 1.5],
    ['jti', 'consent_A'],
    ['consent_version', 0],
    ['previous', 'sha256'],
    ['authorization_details', []],
    ['until', '2027-02-22'],
    ['record', 'text'],
  ])('is refused with a wrong %s', (name, value) => {
    const parsed = receiptClaimsSchema.safeParse({ ...receipt, [name]: value });
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([[name]]);
  });
});

describe('an event', () => {
  it('is accepted, with and without a reason', () => {
    const { reason: _, ...unreasoned } = event;
    expect(consentEventClaimsSchema.parse(event)).toEqual(event);
    expect(consentEventClaimsSchema.parse(unreasoned)).toEqual(unreasoned);
  });

  it.each([
    ['event', 'deleted'],
    ['by', 'nobody'],
    ['previous', null],
    ['at', 'now'],
    ['consent_version', 0],
    ['jti', 'x'],
  ])('is refused with a wrong %s', (name, value) => {
    const parsed = consentEventClaimsSchema.safeParse({ ...event, [name]: value });
    expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([[name]]);
  });
});
