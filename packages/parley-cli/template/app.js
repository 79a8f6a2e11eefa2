// A company's app: it asks a person's consent gateway, and shows what was approved.
// Start: npm start. Settings: parley.json; PARLEY_GATEWAY names another gateway.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  allowInsecureLoopback,
  clientDocument,
  createNodeWebhookHandler,
  createVendorClient,
  isVendorSdkError,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
import { TEST_WEBHOOK_PUBLIC_KEY } from '@parley/vendor-sdk/testing';
import express from 'express';
import { onEvent } from './on-event.js';
import { page, showItems } from './pages.js';
import { PURPOSE, whatWeAsk } from './what-we-ask.js';

const folder = import.meta.dirname;
const readJson = async (file) => JSON.parse(await readFile(`${folder}/${file}`, 'utf8'));
const settings = await readJson('parley.json');
const { clientId, redirectUri } = settings;
const key = await readJson(settings.keyFile);
const { origin, port } = new URL(clientId);
const isOnThisMachine = origin.startsWith('http://localhost:');

const client = createVendorClient({
  clientId,
  key,
  // The receipt is what a later read begins with. Yours may be a table: a store is two functions.
  store: createFileReceiptStore({ folder: `${folder}/${settings.receipts}` }),
  [allowInsecureLoopback]: isOnThisMachine,
});
const gateway = client.at(process.env.PARLEY_GATEWAY ?? settings.gateway);

// Who is at which browser. Yours are the sessions of your own sign-in.
const visitors = new Map();
const visitorOf = (request) =>
  visitors.get(/(?:^|; )visitor=([\w-]{36})/.exec(request.headers.cookie ?? '')?.[1]);

const app = express();
app.disable('x-powered-by');

// Gateways read here who we are.
const keys = [await publicVendorJwk(key)];
const about = clientDocument({
  clientId,
  clientName: settings.clientName,
  redirectUris: [redirectUri],
  keys,
});
app.get('/client.json', (_request, response) => response.json(about));

app.get('/', async (request, response) => {
  const consentId = visitorOf(request)?.consentId;
  const consent = consentId === undefined ? undefined : await gateway.resumeSaved(consentId);
  if (consent === undefined) {
    const button = '<form method="post" action="/connect"><button>Connect with Parley</button></form>';
    return response.send(page('Tell us once, keep it yours', button));
  }
  const preferences = await readAll(consent.preferences);
  const issues = await readAll(consent.issues);
  const shown = showItems('Your preferences', preferences) + showItems('Your issues', issues);
  response.send(page('What you share with us', shown));
});

/** What was approved of a category, and nothing else: fields that were not given are absent. */
async function readAll(category) {
  const items = [];
  try {
    for await (const item of category.list({ purpose: PURPOSE })) items.push(item);
  } catch (error) {
    // The whole category was not given, or was taken out later.
    if (!isVendorSdkError(error, 'insufficient_authorization')) throw error;
  }
  return items;
}

app.post('/connect', async (_request, response) => {
  const { url, handle } = await gateway.ask({ details: whatWeAsk(), redirectUri });
  const visitor = randomUUID();
  // The handle is secret: it stays here, and belongs to this browser alone.
  visitors.set(visitor, { handle });
  response.cookie('visitor', visitor, { httpOnly: true, sameSite: 'lax', secure: !isOnThisMachine });
  response.redirect(303, url);
});

app.get('/callback', async (request, response) => {
  const visitor = visitorOf(request);
  const handle = visitor?.handle;
  if (handle === undefined) {
    return response.status(400).send(page('Nothing was asked from here', '<a href="/">Begin anew</a>'));
  }
  visitor.handle = undefined;
  const consent = await gateway.exchange({ callbackUrl: request.originalUrl, handle });
  visitor.consentId = consent.id;
  response.redirect(303, '/');
});

// What happens to consents, as gateways tell it. On this machine also 'parley trigger' and 'parley listen', whose key everybody knows.
const webhookKeys = isOnThisMachine ? [TEST_WEBHOOK_PUBLIC_KEY] : [];
app.post(
  new URL(settings.webhook).pathname,
  createNodeWebhookHandler({ publicKeys: () => webhookKeys, onEvent }),
);

app.use((error, _request, response, _next) => {
  // Each thing that a person can do has a code of its own: consent_paused, consent_withdrawn, access_denied ...
  const code = isVendorSdkError(error) ? error.code : 'fault';
  if (code === 'fault') console.error(error);
  response
    .status(code === 'fault' ? 500 : 200)
    .send(page('Nothing to show', `<p>${code}: ${error.message}</p>`));
});

app.listen(Number(port || 8080), 'localhost', async () => {
  console.log(`Open ${origin}`);
  try {
    const { publicKeys } = await gateway.webhooks.register({ url: settings.webhook });
    webhookKeys.push(...publicKeys);
  } catch (error) {
    console.log(
      `${gateway.origin} will not tell what happens: ${error.message} 'npm run doctor' looks for the cause.`,
    );
  }
});
