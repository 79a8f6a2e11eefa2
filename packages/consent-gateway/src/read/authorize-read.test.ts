import type { AccessTokenClaims, DataAccess } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { testClaims, testFacts } from '../testing/test-facts.ts';
import { TEST_AUDIENCE, testEntry } from '../testing/test-vendor.ts';
import { authorizeRead } from './authorize-read.ts';
import type { ConsentFacts } from './consent-facts.ts';
import { readResource } from './read-resource.ts';

const CARE = 'https://w3id.org/dpv#CustomerCare';
interface Attempt {
  claims?: Partial<AccessTokenClaims>;
  consent?: Partial<ConsentFacts>;
  purposes?: readonly string[];
  path?: string;
}
const attempt = (what: Attempt = {}) =>
  authorizeRead({
    claims: { ...testClaims, ...what.claims },
    consent: { ...testFacts, ...what.consent },
    resource: readResource(what.path ?? '/issues'),
    purposes: what.purposes ?? [CARE],
    audience: TEST_AUDIENCE,
  });
const withEntry = (changes: Partial<DataAccess>): Attempt => ({
  claims: { authorization_details: [testEntry(changes)] },
  consent: { details: [testEntry(changes)] },
});

describe('allows what was approved', () => {
  it('a list: fields that lists have, in the order of the category', () => {
    expect(attempt()).toMatchObject({
      allowed: true,
      decision: { purpose: CARE, fields: ['title', 'state'], filter: {} },
    });
  });

  it('one item: its own fields too', () => {
    expect(attempt({ path: '/issues/item_AAAAAAAAAAAAAAAAAAAAAA' })).toMatchObject({
      allowed: true,
      decision: { fields: ['title', 'state', 'description'] },
    });
  });

  it('no more than a token that says less than its consent', () => {
    const narrower = testEntry({
      fields: { ...testEntry().fields, issues: { required: ['title'], optional: [] } },
    });
    expect(attempt({ claims: { authorization_details: [narrower] } })).toMatchObject({
      allowed: true,
      decision: { fields: ['title'] },
    });
  });

  it('lookback from when it was asked for, not from today', () => {
    const access = { until: '2027-02-22T00:00:00Z', lookback: 'P90D' };
    expect(attempt(withEntry({ access }))).toMatchObject({
      allowed: true,
      decision: { oldest: new Date('2026-08-24T12:00:00Z') },
    });
    expect(attempt()).not.toHaveProperty('decision.oldest');
  });

  it('the entry of the stated purpose, and its filter', () => {
    const claimsDetails = [
      testEntry(),
      testEntry({
        purpose: 'https://w3id.org/dpv#Marketing',
        datatypes: ['issues'],
        fields: { issues: { required: ['kind'], optional: [] } },
        filter: { issues: { kinds: ['fault'] } },
      }),
    ];
    const both = { claims: { authorization_details: claimsDetails }, consent: { details: claimsDetails } };
    expect(attempt({ ...both, purposes: ['https://w3id.org/dpv#Marketing'] })).toMatchObject({
      decision: { fields: ['kind'], filter: { kinds: ['fault'] } },
    });
    expect(
      attempt({ ...both, path: '/preferences', purposes: ['https://w3id.org/dpv#Marketing'] }),
    ).toMatchObject({ allowed: false });
  });
});

describe('A20a, A46a, A46b, A46c refuses with insufficient_authorization', () => {
  const refusedPaths = [
    '/', '', '/contact', '/changes', '/Issues', '/issues/', '//issues', '/issues//', '/issues/../preferences', '/issues/..', '/issues/%2e%2e',
    '/issues/..%2f..', '/issues/%252e%252e', '/issues/a%2Fb', '/issues\\a', '/issues/*', '/*', '/preferences/item_AAAAAAAAAAAAAAAAAAAAAA',
    '/toString', '/__proto__', '/issues/a/b', '/issues;a', '/%69ssues',
  ]; // biome-ignore format: a table
  it.each(refusedPaths)('the path %j', (path) => {
    expect(attempt({ path })).toEqual({ allowed: false, reason: 'insufficient_authorization' });
  });

  it.each([
    ['another purpose', ['https://w3id.org/dpv#Marketing']],
    ['a broader purpose', ['https://w3id.org/dpv#CustomerManagement']],
    ['no purpose', []],
    ['an empty purpose', ['']],
    ['two purposes', [CARE, CARE]],
    ['two purposes in one', [`${CARE}, ${CARE}`]],
    ['another spelling', ['dpv:CustomerCare']],
    ['another spelling of the address', ['HTTPS://w3id.org/dpv#CustomerCare']],
  ])('%s', (_name, purposes) => {
    expect(attempt({ purposes })).toEqual({ allowed: false, reason: 'insufficient_authorization' });
  });

  it.each([
    [
      'a consent without the category',
      withEntry({
        datatypes: ['preferences'],
        fields: { preferences: { required: ['topic'], optional: [] } },
      }),
    ],
    ['a consent without the action read', withEntry({ actions: ['converse'] })],
    ['a consent for another gateway', withEntry({ locations: ['https://other.example/v1'] })],
  ])('%s', (_name, what) => {
    expect(attempt(what)).toEqual({ allowed: false, reason: 'insufficient_authorization' });
  });
});

describe('refuses with invalid_token a token that is not of this consent:', () => {
  it.each([
    ['another consent', { consent_id: 'consent_2' }],
    ['another version', { consent_version: 2 }],
    ['another vendor', { client_id: 'https://other.example/client' }],
    ['another receipt', { receipt_sha256: 'x'.repeat(43) }],
    [
      'more fields',
      {
        authorization_details: [
          testEntry({
            fields: { ...testEntry().fields, issues: { required: ['title', 'kind'], optional: [] } },
          }),
        ],
      },
    ],
    ['a longer time', { authorization_details: [testEntry({ access: { until: '2027-02-23T00:00:00Z' } })] }],
    [
      'another purpose',
      { authorization_details: [testEntry({ purpose: 'https://w3id.org/dpv#Marketing' })] },
    ],
  ])('%s', (_name, change) => {
    expect(
      attempt({ claims: change, purposes: [CARE, 'https://w3id.org/dpv#Marketing'].slice(0, 1) }),
    ).toEqual({ allowed: false, reason: 'invalid_token' });
  });
});
