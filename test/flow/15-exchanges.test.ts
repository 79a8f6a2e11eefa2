// docs/exchanges.md is what this test sees on the wire: it fails where a gateway answers otherwise than the page says.
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import { type RecordingProxy, startRecordingProxy } from '../support/exchanges/recording-proxy.ts';
import { type Neutral, neutralise, showExchange, showSigned } from '../support/exchanges/show-exchange.ts';
import { CUSTOMER_CARE, inDays } from '../support/requests.ts';
import { addIssue, knowVendor } from '../support/seed-pod.ts';
import { startTestGateway, type TestGateway } from '../support/test-gateway.ts';
import { createTestOwner, type TestOwner } from '../support/test-owner.ts';
import { startTestVendor, type TestVendor } from '../support/test-vendor.ts';
import { decide, must, onTheWire, poll, waitingRequests } from '../support/wire-asking.ts';
import { codeOnTheWire, redeem, renew } from '../support/wire-flow.ts';

let gateway: TestGateway;
let wire: RecordingProxy;
let acme: TestVendor;
let alice: TestOwner;
let neutral: Neutral;
const page: string[] = [];

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
  neutral = neutralise({
    [gateway.origin]: 'https://gateway.example',
    [acme.origin]: 'https://acme.example',
    [alice.podUrl]: 'https://alice.pods.example/',
    [new URL(cssUrl).origin]: 'https://pods.example',
  });
  await knowVendor(alice.pod, { id: 'acme', clientId: acme.clientId });
  await addIssue(alice.pod, 'acme', { title: 'No signal upstairs', description: 'Since Monday.' });
});

afterAll(async () => {
  await alice?.close();
  acme?.stop();
  wire?.stop();
  await gateway?.stop();
});

const show = (title: string, words: string, ...blocks: string[]): void => {
  page.push(`## ${title}\n\n${words}\n\n${blocks.join('\n')}`);
};
const exchange = (method: string, path: RegExp, status: number): string =>
  showExchange(wire.last(method, path, status), neutral);

const details = () => [
  {
    actions: ['read'],
    datatypes: ['issues'],
    purpose: CUSTOMER_CARE,
    fields: { issues: { required: ['title', 'state'], optional: ['description'] } },
    access: { until: inDays(90), maxReadsPerDay: 500 },
    retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
    recipients: [],
  },
];

it('docs/exchanges.md shows what is on the wire (else: npm run docs:exchanges)', async () => {
  await fetch(`${gateway.origin}/.well-known/oauth-protected-resource/v1`);
  show(
    'Find the gateway',
    'The resource says which authorization server it believes: here the same origin.',
    exchange('GET', /oauth-protected-resource\/v1$/, 200),
  );
  show(
    'Connect a pod',
    "The owner's app asks for a nonce, writes it into `connection.ttl` in the pod, and connects.",
    exchange('POST', /\/connection\/challenge$/, 201),
    exchange('PUT', /\/connection$/, 200),
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
  show(
    'Ask',
    'The vendor pushes its signed request.',
    showExchange(pushed, neutral),
    'The signed request, its header and its claims:\n',
    showSigned(signedRequest, neutral),
    'The client assertion:\n',
    showSigned(assertion, neutral),
    'The proof:\n',
    showSigned(String(pushed.headers['dpop']), neutral),
    'Without a nonce, or with an old one, the answer brings one:\n',
    exchange('POST', /^\/request$/, 400),
  );
  show(
    'Send the browser',
    'It comes to the page on which the owner decides.',
    exchange('GET', /^\/auth$/, 303),
  );
  show(
    "Decide in the owner's app",
    'The browser binds the app, the app claims the request and gives it, and the same browser goes on with the ticket. The path of an act ends in the digest of its body.',
    exchange('GET', /\/bind$/, 200),
    exchange('POST', /\/claim\/[\w-]+$/, 200),
    exchange('POST', /\/give\/[\w-]+$/, 201),
    exchange('GET', /^\/auth\/[\w-]+$/, 303),
  );

  const redeemed = await redeem(vendor, acme, code);
  const { consent_id, access_token, refresh_token, receipt } = redeemed.body as Record<string, string>;
  const [consentId, accessToken] = [String(consent_id), String(access_token)];
  show(
    'Redeem the code',
    'Once, within 60 seconds, with the key of the proof that pushed the request.',
    exchange('POST', /^\/token$/, 200),
    'The receipt, the one thing to keep:\n',
    showSigned(String(receipt), neutral),
  );

  const read = (path: string, options = {}) =>
    vendor.read(path, { accessToken, purpose: CUSTOMER_CARE, ...options });
  const list = await read('/v1/issues');
  show(
    'Read',
    'Each read of data names its purpose. A list has the fields of a list; one item has all that were approved.',
    exchange('GET', /^\/v1\/issues$/, 200),
  );
  const [issue] = list.body['items'] as { id: string }[];
  await read(`/v1/issues/${issue?.id}`);
  page.push(exchange('GET', /^\/v1\/issues\/item/, 200));
  await read('/v1/issues', { headers: { 'if-none-match': String(list.headers.get('etag')) } });
  page.push(
    'What has not changed is not sent again. It counts as a read.\n',
    exchange('GET', /^\/v1\/issues$/, 304),
  );
  await read('/v1/preferences');
  page.push('What the consent does not cover:\n', exchange('GET', /^\/v1\/preferences$/, 403));
  await vendor.read('/v1/consent', { accessToken });
  page.push(
    'Where the vendor stands. It is no disclosure, and needs no purpose.\n',
    exchange('GET', /^\/v1\/consent$/, 200),
  );

  await renew(vendor, { receipt: String(receipt) });
  show('A new token', 'By the receipt, with any key of a proof.', exchange('POST', /^\/token$/, 200));

  await alice.app.pause(consentId, inDays(7));
  await read('/v1/issues');
  await renew(vendor, { refreshToken: String(refresh_token) });
  show(
    'Pause, and what the vendor then gets',
    'The very next read is refused, and says when it resumes.',
    exchange('POST', /\/pause\/[\w-]+$/, 200),
    exchange('GET', /^\/v1\/issues$/, 403),
    exchange('POST', /^\/token$/, 400),
  );
  await alice.app.resume(consentId);
  show(
    'Resume',
    'It widens: it is answered once the pod has it.',
    exchange('POST', /\/resume\/[\w-]+$/, 200),
  );

  const given = (await alice.app.consents()).find((each) => each.consentId === consentId)?.details ?? [];
  await alice.app.narrow(
    consentId,
    given.map((entry) => ({ ...entry, fields: { issues: { required: ['title'], optional: [] } } })),
  );
  await read('/v1/issues');
  show(
    'Narrow',
    'Tokens of the version before are refused at once. A new token is for what stays.',
    exchange('POST', /\/narrow\/[\w-]+$/, 200),
    exchange('GET', /^\/v1\/issues$/, 401),
  );
  await alice.app.extend(consentId, inDays(200));
  show('Extend', 'A later end, and nothing else.', exchange('POST', /\/extend\/[\w-]+$/, 200));
  await alice.app.withdraw(consentId);
  await read('/v1/issues');
  await renew(vendor, { refreshToken: String(refresh_token) });
  show(
    'Withdraw, and what the vendor then gets',
    'What was read has to be gone by `delete_by`.',
    exchange('POST', /\/withdraw\/[\w-]+$/, 200),
    exchange('GET', /^\/v1\/issues$/, 401),
    exchange('POST', /^\/token$/, 400),
  );
  await alice.app.withdraw(consentId).catch(() => undefined);
  page.push('Twice is a conflict:\n', exchange('POST', /\/withdraw\/[\w-]+$/, 409));

  const invited = await alice.app.act('/invitations', { vendorId: acme.clientId, expiresAt: inDays(14) });
  const { link } = invited.body as { link: string };
  const asked = await vendor.ask({ details: onTheWire(gateway, details()), hint: link });
  const authReqId = asked.body['auth_req_id'];
  const [waiting] = await waitingRequests(alice);
  await poll(vendor, authReqId);
  await decide(alice, must(waiting).requestId, 'give', { approved: must(waiting).details });
  await poll(vendor, authReqId);
  const backchannel = wire.last('POST', /^\/backchannel$/, 200);
  show(
    'Ask while the owner is away',
    'The owner makes an invitation and gives its link to the vendor, which asks with it. The answer is the same for every hint.',
    exchange('POST', /\/invitations\/[\w-]+$/, 201),
    showExchange(backchannel, neutral),
    'The signed request:\n',
    showSigned(new URLSearchParams(backchannel.body).get('request') ?? '', neutral),
    'The vendor polls. Nobody has answered; then the owner gives in her app, and it polls again.\n',
    exchange('POST', /^\/token$/, 400),
    exchange('POST', /\/give\/[\w-]+$/, 201),
    exchange('POST', /^\/token$/, 200),
  );

  const head = `<!-- Made from a running gateway by "npm run docs:exchanges". A test compares it with the wire. -->

# On the wire

Every kind of exchange with a gateway, as it was seen: names of hosts, ids, times and signed texts are replaced, headers that say nothing
here are left out. [protocol.md](protocol.md) says what each part means.

`;
  await expect(`${head}${page.join('\n')}`).toMatchFileSnapshot('../../docs/exchanges.md');
});
