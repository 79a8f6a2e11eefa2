// A vendor that asks, and reads what was approved. With the demo running (npm start):
//
//   node scripts/run.mjs examples/03-vendor-asks.ts http://localhost:4400
//
// Open the address that it prints, sign in as one of the demo's owners, and approve.

import { createServer } from 'node:http';
import * as parley from '@parley/vendor-sdk';

const [gateway = 'http://localhost:4400', origin = 'http://localhost:4410'] = process.argv.slice(2);
const [clientId, redirectUri] = [`${origin}/vendor-${Date.now()}.json`, `${origin}/callback`];
const key = await parley.generateVendorKey();
const keys = [await parley.publicVendorJwk(key)];
const about = parley.clientDocument({ clientId, clientName: 'Example', redirectUris: [redirectUri], keys });
const client = parley.createVendorClient({ clientId, key, [parley.allowInsecureLoopback]: true }).at(gateway);

const server = createServer(async ({ url = '/' }, response) => {
  response.setHeader('content-type', 'application/json');
  if (!url.startsWith('/callback')) return void response.end(JSON.stringify(about));
  try {
    const { preferences } = await client.exchange({ callbackUrl: url, handle });
    for await (const wish of preferences.list({ purpose })) console.log(`${wish.topic}: ${wish.statement}`);
    response.end('"Thank you. What you approved stands in the terminal."');
  } catch (error) {
    response.end(JSON.stringify(error instanceof Error ? error.message : 'failed'));
  }
  server.close();
}).listen(Number(new URL(origin).port), 'localhost');

const purpose = 'https://w3id.org/dpv#CustomerCare';
const fields = { preferences: { required: ['topic', 'statement'] } };
const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
const what = { actions: ['read' as const], datatypes: ['preferences'], fields, purpose };
const details = [{ ...what, access, retention, recipients: [] }];
const { url, handle } = await client.ask({ details, redirectUri });
console.log(`Within a minute, open ${url}`);
