// docs/exchanges.md is what this test sees on the wire: it fails where a gateway answers otherwise than the page says.
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { askWhatChanged, cancelRequest, reportDeletion } from '../support/exchanges/after-the-token.ts';
import { askWhileAway } from '../support/exchanges/ask-while-away.ts';
import { createExchangePage, type ExchangePage } from '../support/exchanges/exchange-page.ts';
import { showFormsAndPages } from '../support/exchanges/forms-and-pages.ts';
import { type RecordingProxy, startRecordingProxy } from '../support/exchanges/recording-proxy.ts';
import { neutralise } from '../support/exchanges/show-exchange.ts';
import { CUSTOMER_CARE, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { codeOnTheWire, redeem, renew } from '../support/wire-flow.ts';

let gateway: TestGateway;
let wire: RecordingProxy;
let acme: TestVendor;
let alice: TestOwner;
let page: ExchangePage;

beforeAll(async () => {
  const cssUrl = inject('cssUrl');
  const proxyPort = await freePort();
  acme = await startTestVendor();
  gateway = await startTestGateway({
    postgresUrl: inject('postgresUrl'),
    localOrigins: [cssUrl, acme.origin],
    proxyPort,
  });
  wire = await startRecordingProxy(proxyPort, Number(gateway.environment['PARLEY_PORT']));
  alice = await createTestOwner({ cssUrl, gateway: gateway.origin });
  const neutral = neutralise({
    [gateway.origin]: 'https://gateway.example',
    [acme.origin]: 'https://acme.example',
    [new URL(acme.origin).host]: 'acme.example',
    [alice.podUrl]: 'https://alice.pods.example/',
    [new URL(cssUrl).origin]: 'https://pods.example',
  });
  page = createExchangePage(wire, neutral);
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  const earlier = inDays(-3);
  await addIssue(alice.pod, 'acme', {
    title: 'The bill is too high',
    createdAt: earlier,
    modifiedAt: earlier,
  });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs', description: 'Since Monday.' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  wire?.stop();
  await gateway?.stop();
});

const details = () => [
  {
    actions: ['read'],
    datatypes: ['issues'],
    purpose: CUSTOMER_CARE,
    fields: { issues: { required: ['title', 'state', 'createdAt'], optional: ['description'] } },
    access: { until: inDays(90), maxReadsPerDay: 500 },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  },
];

it('docs/exchanges.md shows what is on the wire (else: npm run docs:exchanges)', async () => {
  await fetch(`${gateway.origin}/.well-known/oauth-protected-resource/v1`);
  page.section(
    'Find the gateway',
    'The resource says which authorization server it believes: here the same origin.',
    page.last('GET', /oauth-protected-resource\/v1$/, 200),
  );
  page.section(
    'Connect a pod',
    "The owner's app asks for a nonce, writes it into `connection.ttl` in the pod, and connects.",
    page.last('POST', /\/connection\/challenge$/, 201),
    page.last('PUT', /\/connection$/, 200),
  );

  const browser = createBrowser();
  const { wire: vendor, code } = await codeOnTheWire({
    gateway,
    vendor: acme,
    owner: alice,
    details: details(),
    browser,
  });
  const pushed = wire.last('POST', /^\/request$/, 201);
  const signedRequest = new URLSearchParams(pushed.body).get('request') ?? '';
  const assertion = new URLSearchParams(pushed.body).get('client_assertion') ?? '';
  page.section(
    'Ask',
    'The vendor pushes its signed request.',
    page.shown(pushed),
    'The signed request, its header and its claims:\n',
    page.signed(signedRequest),
    'The client assertion:\n',
    page.signed(assertion),
    'The proof:\n',
    page.signed(String(pushed.headers['dpop'])),
    'Without a nonce, or with an old one, the answer brings one:\n',
    page.last('POST', /^\/request$/, 400),
  );
  page.section(
    'Send the browser',
    'It comes to the page on which the owner decides.',
    page.last('GET', /^\/auth$/, 303),
  );
  page.section(
    "Decide in the owner's app",
    'The browser binds the app, the app claims the request and gives it, and the same browser goes on with the ticket. The path of an act ends in the digest of its body.',
    page.last('GET', /\/bind$/, 200),
    page.last('POST', /\/claim\/[\w-]+$/, 200),
    page.last('POST', /\/give\/[\w-]+$/, 201),
    page.last('GET', /^\/auth\/[\w-]+$/, 303),
  );

  const scene = { page, wire, gateway, acme, alice, vendor };
  const redeemed = await redeem(vendor, acme, code);
  const { consent_id, access_token, refresh_token, receipt } = redeemed.body as Record<string, string>;
  const [consentId, accessToken] = [String(consent_id), String(access_token)];
  page.section(
    'Redeem the code',
    'Once, within 60 seconds, with the key of the proof that pushed the request.',
    page.last('POST', /^\/token$/, 200),
    'The receipt, the one thing to keep:\n',
    page.signed(String(receipt)),
  );

  const read = (path: string, options = {}) =>
    vendor.read(path, { accessToken, purpose: CUSTOMER_CARE, ...options });
  const list = await read('/v1/issues');
  page.section(
    'Read',
    'Each read of data names its purpose. A list has the fields of a list; one item has all that were approved.',
    page.last('GET', /^\/v1\/issues$/, 200),
  );
  const [issue] = list.body['items'] as { id: string }[];
  await read(`/v1/issues/${issue?.id}`);
  page.add(page.last('GET', /^\/v1\/issues\/item/, 200));
  await read('/v1/issues', { headers: { 'if-none-match': String(list.headers.get('etag')) } });
  page.add(
    'What has not changed is not sent again. It counts as a read.\n',
    page.last('GET', /^\/v1\/issues$/, 304),
  );
  await read('/v1/preferences');
  page.add('What the consent does not cover:\n', page.last('GET', /^\/v1\/preferences$/, 403));
  await vendor.read('/v1/consent', { accessToken });
  page.add(
    'Where the vendor stands. It is no disclosure, and needs no purpose.\n',
    page.last('GET', /^\/v1\/consent$/, 200),
  );

  await showFormsAndPages(scene, accessToken);

  await renew(vendor, { receipt: String(receipt) });
  page.section(
    'A new token',
    'By the receipt, with any key of a proof.',
    page.last('POST', /^\/token$/, 200),
  );

  await alice.app.pause(consentId, inDays(7));
  await read('/v1/issues');
  await renew(vendor, { refreshToken: String(refresh_token) });
  page.section(
    'Pause, and what the vendor then gets',
    'The very next read is refused, and says when it resumes.',
    page.last('POST', /\/pause\/[\w-]+$/, 200),
    page.last('GET', /^\/v1\/issues$/, 403),
    page.last('POST', /^\/token$/, 400),
  );
  await alice.app.resume(consentId);
  page.section(
    'Resume',
    'It widens: it is answered once the pod has it.',
    page.last('POST', /\/resume\/[\w-]+$/, 200),
  );

  const given = (await alice.app.consents()).find((each) => each.consentId === consentId)?.details ?? [];
  await alice.app.narrow(
    consentId,
    given.map((entry) => ({ ...entry, fields: { issues: { required: ['title'], optional: [] } } })),
  );
  await read('/v1/issues');
  page.section(
    'Narrow',
    'Tokens of the version before are refused at once. A new token is for what stays.',
    page.last('POST', /\/narrow\/[\w-]+$/, 200),
    page.last('GET', /^\/v1\/issues$/, 401),
  );
  await askWhatChanged(scene, consentId);
  await alice.app.extend(consentId, inDays(200));
  page.section('Extend', 'A later end, and nothing else.', page.last('POST', /\/extend\/[\w-]+$/, 200));
  await alice.app.withdraw(consentId);
  await read('/v1/issues');
  await renew(vendor, { refreshToken: String(refresh_token) });
  page.section(
    'Withdraw, and what the vendor then gets',
    'What was read has to be gone by `delete_by`.',
    page.last('POST', /\/withdraw\/[\w-]+$/, 200),
    page.last('GET', /^\/v1\/issues$/, 401),
    page.last('POST', /^\/token$/, 400),
  );
  await alice.app.withdraw(consentId).catch(() => undefined);
  page.add('Twice is a conflict:\n', page.last('POST', /\/withdraw\/[\w-]+$/, 409));

  await reportDeletion(scene, consentId);
  await cancelRequest(scene, details());
  await askWhileAway(scene, details());

  const head = `<!-- Made from a running gateway by "npm run docs:exchanges". A test compares it with the wire. -->

# On the wire

Every kind of exchange with a gateway, as it was seen: names of hosts, ids, times and signed texts are replaced, headers that say nothing
here are left out. [protocol.md](protocol.md) says what each part means.

`;
  await expect(`${head}${page.text()}`).toMatchFileSnapshot('../../docs/exchanges.md');
});
