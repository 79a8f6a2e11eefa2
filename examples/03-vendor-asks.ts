// A vendor that asks, and reads what was approved. With the demo running (npm start):
//   node scripts/run.mjs --env-file=.parley/demo/vendor.env examples/03-vendor-asks.ts
// Open the address that it prints, sign in as one of the demo's owners, and approve; or give it to 04-owner-decides.ts.
import { createServer } from 'node:http';
import * as parley from '@parley/vendor-sdk';
import { setting } from './setting.ts';

const [gateway, origin] = [setting('GATEWAY'), setting('VENDOR_ORIGIN')];
const [clientId, redirectUri] = [`${origin}/vendor-${Date.now()}.json`, `${origin}/callback`];
const key = await parley.generateVendorKey();
const keys = [await parley.publicVendorJwk(key)];
const about = parley.clientDocument({ clientId, clientName: 'Example', redirectUris: [redirectUri], keys });
const server = createServer(async ({ url = '/' }, response) => {
  const isBack = url.startsWith('/callback');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(isBack ? await read(url).catch((error) => error.message) : about));
  if (isBack) server.close();
}).listen(Number(new URL(origin).port), 'localhost');

const client = parley.createVendorClient({ clientId, key, [parley.allowInsecureLoopback]: true }).at(gateway);
const purpose = 'https://w3id.org/dpv#CustomerCare';
const entry = {
  actions: ['read' as const],
  datatypes: ['preferences'],
  purpose,
  fields: { preferences: { required: ['topic', 'statement'] } },
  access: { until: new Date(Date.now() + 30 * 86_400_000).toISOString() },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' as const },
  recipients: [],
};
const { url, handle } = await client.ask({ details: [entry], redirectUri });
console.log(`Within a minute, open ${url}`);

/** The browser is back: redeem the owner's decision, and read what was approved. */
async function read(callbackUrl: string): Promise<string> {
  const { preferences } = await client.exchange({ callbackUrl, handle });
  for await (const wish of preferences.list({ purpose }))
    console.log(`${wish.topic ?? '-'}: ${wish.statement ?? '-'}`);
  return 'Thank you. What you approved stands in the terminal.';
}
