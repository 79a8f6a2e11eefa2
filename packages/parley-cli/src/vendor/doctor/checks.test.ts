import { globSync, readFileSync } from 'node:fs';
import { clientDocument, generateVendorKey, publicVendorJwk, type Webhook } from '@parley/vendor-sdk';
import { beforeAll, expect, it } from 'vitest';
import { PUBLISHED_KEYS } from './checks/published-keys.ts';
import { CHECKS } from './checks.ts';
import type { Evidence, Seen, SeenAnswer, SeenReceipt } from './evidence.ts';

const clientId = 'https://acme.example/client.json';
const redirectUri = 'https://acme.example/callback';
const gateway = 'https://gateway.example';
const FILE = '/acme/receipts/consent_1/1.json';
const json = (body: unknown): SeenAnswer => ({
  status: 200,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
  aheadSeconds: 0,
});
const metadata = {
  issuer: gateway,
  pushed_authorization_request_endpoint: `${gateway}/request`,
  dpop_signing_alg_values_supported: ['ES256'],
};

const WEBHOOK: Webhook = {
  url: 'https://acme.example/webhooks',
  publicKeys: ['whpk_'],
  state: 'active',
  registeredAt: '2026-11-22T00:00:00.000Z',
  failures: 0,
  waiting: 0,
  deadLetters: { count: 0, events: [] },
};

let wellKept: Evidence & { readonly document: SeenAnswer };
beforeAll(async () => {
  const key = await generateVendorKey();
  const keys = [await publicVendorJwk(key)];
  const document = clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
  wellKept = {
    setup: { clientId, redirectUri, gateway, keyFile: '/acme/key.json', receipts: '/acme/receipts' },
    key: { text: JSON.stringify(key), mode: 0o600, isPair: true },
    document: json(document),
    callback: { status: 400, type: 'text/html', text: '' },
    gateway: json(metadata),
    answerToVendor: 'not_found',
    store: { state: 'writable' },
    receipts: [{ file: FILE, problems: [], standing: 'given' }],
    webhook: WEBHOOK,
  };
});

type Break = (well: typeof wellKept) => Partial<Evidence>;
/** The document with something else in it. */
const stating =
  (other: Record<string, unknown>): Break =>
  ({ document }) => ({ document: json({ ...JSON.parse(document.text), ...other }) });
const documentAs =
  (seen: Partial<SeenAnswer>): Break =>
  ({ document }) => ({ document: { ...document, ...seen } });
const named =
  (setup: Partial<Evidence['setup']>): Break =>
  (well) => ({ setup: { ...well.setup, ...setup } });
const gatewayAs =
  (seen: Seen): Break =>
  () => ({ gateway: seen });
const keyAs =
  (other: Partial<Evidence['key']>): Break =>
  ({ key }) => ({ key: { ...key, ...other } });
const receiptAs =
  (other: Partial<SeenReceipt>): Break =>
  () => ({ receipts: [{ file: FILE, problems: [], standing: 'given', ...other }] });
const webhookAs =
  (other: Partial<Webhook>): Break =>
  () => ({ webhook: { ...WEBHOOK, ...other } });
const REFUSED = { failure: 'ECONNREFUSED' };
const [published = ''] = PUBLISHED_KEYS;
const otherPublicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: '1' };

/** What is broken, how, and the one code by which it is found. */
const BROKEN: [what: string, code: string, how: Break][] = [
  ['a key file that is not there', 'key_unreadable', () => ({ key: { isPair: false } })],
  ['a key of another kind', 'key_not_es256', keyAs({ isPair: false })],
  ['a key that others may read', 'key_exposed', keyAs({ mode: 0o644 })],
  [
    'an example key, even published',
    'key_published',
    (well) => ({
      ...keyAs({ text: JSON.stringify({ x: published, y: 'y' }) })(well),
      ...stating({ jwks: { keys: [{ ...otherPublicKey, x: published }] } })(well),
    }),
  ],
  ['a client document that nobody serves', 'document_unreachable', () => ({ document: REFUSED })],
  ['a client document behind a redirect', 'document_unreachable', documentAs({ status: 302 })],
  ['a client document as HTML', 'document_not_json', documentAs({ type: 'text/html' })],
  ['a client document that is a list', 'document_not_json', documentAs({ text: '[]' })],
  ['a client document as long as a book', 'document_too_large', stating({ more: 'x'.repeat(11_000) })],
  ['a client document of another', 'client_id_differs', stating({ client_id: 'https://other.example/c' })],
  ['a client id with a port', 'client_id_not_allowed', named({ clientId: 'https://acme.example:8443/c' })],
  ['a client id without https', 'client_id_not_allowed', named({ clientId: 'http://acme.example/c' })],
  ['a client id with a query', 'client_id_not_allowed', named({ clientId: `${clientId}?a=b` })],
  ['a client without DPoP', 'document_refused', stating({ dpop_bound_access_tokens: false })],
  ['a client with a secret', 'document_refused', stating({ client_secret: 'canary' })],
  ['a client document without keys', 'jwks_missing', stating({ jwks: undefined })],
  ['a private key on the web', 'jwks_private', stating({ jwks: { keys: [{ d: 'canary' }] } })],
  ['another key on the web', 'key_not_published', stating({ jwks: { keys: [otherPublicKey] } })],
  ['a redirect elsewhere', 'redirect_not_allowed', stating({ redirect_uris: ['https://b.example/'] })],
  ['a redirect with a fragment', 'redirect_not_allowed', stating({ redirect_uris: [`${redirectUri}#a`] })],
  ['no redirect', 'redirect_not_allowed', stating({ redirect_uris: [] })],
  ['another redirect', 'redirect_not_registered', named({ redirectUri: `${redirectUri}/` })],
  ['a callback that nobody serves', 'callback_unreachable', () => ({ callback: REFUSED })],
  ['a callback that is not there', 'callback_missing', () => ({ callback: { ...json({}), status: 404 } })],
  ['a callback that fails', 'callback_missing', () => ({ callback: { ...json({}), status: 500 } })],
  ['a gateway without https', 'gateway_insecure', named({ gateway: 'http://gateway.example' })],
  ['a gateway that does not answer', 'gateway_unreachable', gatewayAs(REFUSED)],
  ['a page that is no gateway', 'gateway_unreachable', gatewayAs({ ...json({}), status: 404 })],
  [
    'a gateway of another name',
    'issuer_differs',
    gatewayAs(json({ ...metadata, issuer: 'https://b.example' })),
  ],
  [
    'a server without DPoP',
    'gateway_lacks',
    gatewayAs(json({ ...metadata, dpop_signing_alg_values_supported: [] })),
  ],
  [
    'a server without PAR',
    'gateway_lacks',
    gatewayAs(json({ ...metadata, pushed_authorization_request_endpoint: undefined })),
  ],
  ['a clock that is late', 'clock_off', gatewayAs({ ...json(metadata), aheadSeconds: 30 })],
  ['a clock that is early', 'clock_off', gatewayAs({ ...json(metadata), aheadSeconds: -30 })],
  ['a vendor unknown to the gateway', 'vendor_refused', () => ({ answerToVendor: 'client_refused' })],
  ['a vendor on hold', 'vendor_held', () => ({ answerToVendor: 'vendor_held' })],
  ['a folder that takes no receipts', 'store_refused', () => ({ store: { state: 'refused' } })],
  ['a receipt that was changed', 'receipt_broken', receiptAs({ problems: ['signature_invalid'] })],
  ['a receipt of nothing', 'receipt_unknown', receiptAs({ standing: 'not_found' })],
  ['a webhook that was given up', 'webhook_disabled', webhookAs({ state: 'disabled' })],
  ['a receiver that fails', 'webhook_failing', webhookAs({ failures: 3, lastFailure: 'unreachable' })],
  ['events that nobody took', 'webhook_dead_letters', webhookAs({ deadLetters: { count: 2, events: [] } })],
  [
    'data kept too long',
    'deletion_late',
    receiptAs({ standing: 'withdrawn', report: { dueBy: '2026-01-01T00:00:00Z', isLate: true } }),
  ],
];

const found = (evidence: Evidence) => CHECKS.map((check) => check.judge(evidence));
const codesIn = (evidence: Evidence): string[] =>
  found(evidence).flatMap((finding) => (finding.outcome === 'bad' ? [finding.code] : []));

it('finds nothing where all is well', () => {
  expect(found(wellKept).map(({ outcome }) => outcome)).toEqual(CHECKS.map(() => 'good'));
});

it.each(BROKEN)('finds %s', (_what, code, how) => {
  const evidence = { ...wellKept, ...how(wellKept) };
  // Whoever changes the address of the document has another document there.
  const expected = code === 'client_id_not_allowed' ? [code, 'redirect_not_allowed'] : [code];
  expect(expected).toEqual(expect.arrayContaining(codesIn(evidence)));
  expect(codesIn(evidence)).toContain(code);
  expect(JSON.stringify(found(evidence))).not.toContain('canary');
});

it('has a case for each code', () => {
  const files = globSync('checks/*.ts', { cwd: import.meta.dirname });
  const text = files.map((file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')).join('');
  const codes = [...text.matchAll(/\bbad\(\s*'(\w+)'/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(20);
  expect([...new Set(codes)].sort()).toEqual([...new Set(BROKEN.map(([, code]) => code))].sort());
});

it('does not blame what it cannot judge', () => {
  const evidence: Evidence = { ...wellKept, gateway: REFUSED, answerToVendor: 'network', webhook: 'none' };
  const outcomes = found(evidence).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'bad')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'unknown').length).toBeGreaterThan(2);
});

it('knows every private key that this project publishes', () => {
  const published = JSON.parse(readFileSync('test/vectors/private-keys.json', 'utf8')) as Record<
    string,
    { x?: string }
  >;
  const keys = Object.values(published).flatMap(({ x }) => x ?? []);
  expect(keys.length).toBeGreaterThan(2);
  for (const x of keys) expect(PUBLISHED_KEYS).toContain(x);
  const fake = readFileSync('packages/vendor-sdk/src/testing/fake-keys.ts', 'utf8');
  for (const [, x] of fake.matchAll(/\bx: '([\w-]+)'/g)) expect(PUBLISHED_KEYS).toContain(x);
});
