// A vendor's server in one file: copy it, npm install @parley/vendor-sdk, run it. Browsers go to /ask?gateway=https://…
// ORIGIN is where the world reaches it; VENDOR_KEY what generateVendorKey gave once, as JSON: it is who you are.
import { createServer } from 'node:http';
import * as parley from '@parley/vendor-sdk';

const { ORIGIN = 'http://localhost:8080', VENDOR_KEY = '' } = process.env;
const [clientId, redirectUri] = [`${ORIGIN}/client.json`, `${ORIGIN}/callback`];
const key: parley.PrivateVendorJwk = JSON.parse(VENDOR_KEY);
const keys = [await parley.publicVendorJwk(key)];
const about = parley.clientDocument({ clientId, clientName: 'Acme', redirectUris: [redirectUri], keys });
const store = parley.createMemoryReceiptStore(); // yours is a table: receipts are what later reads begin with
const client = parley.createVendorClient({ clientId, key, store, [parley.allowInsecureLoopback]: true }); // https: without
const open = new Map<string, parley.AccessRequestHandle>(); // of visitors who are on the way to their gateway
const purpose = 'https://w3id.org/dpv#CustomerCare';
const fields = { preferences: { required: ['topic', 'statement'] } };
const retention = { duration: 'P30D', location: 'EU', onEnd: 'delete' as const };
const entry = { actions: ['read' as const], datatypes: ['preferences'], purpose, fields, retention };
async function answer({ pathname, searchParams: query, search }: URL, cookie = ''): Promise<Response> {
  if (pathname === '/client.json') return Response.json(about);
  if (pathname === '/ask') {
    const access = { until: new Date(Date.now() + 30 * 86_400_000).toISOString() };
    const details = [{ ...entry, access, recipients: [] }];
    const { url, handle } = await client.at(String(query.get('gateway'))).ask({ details, redirectUri });
    open.set(handle.state, handle);
    const visit = `visit=${handle.state}; HttpOnly; SameSite=Lax`; // the decision counts in this browser alone
    return new Response(null, { status: 303, headers: { location: url, 'set-cookie': visit } });
  }
  const handle = cookie.includes(`visit=${query.get('state')}`)
    ? open.get(`${query.get('state')}`)
    : undefined;
  if (handle === undefined || !open.delete(handle.state)) return new Response(null, { status: 404 });
  const { preferences } = await client.at(handle.gateway).exchange({ callbackUrl: search, handle });
  const wishes: parley.Preference[] = [];
  for await (const wish of preferences.list({ purpose })) wishes.push(wish);
  return Response.json(wishes);
}
createServer(async ({ url = '/', headers: { cookie } }, response) => {
  const said = await answer(new URL(url, ORIGIN), cookie).catch((error) => Response.json(error.message));
  response.writeHead(said.status, Object.fromEntries(said.headers)).end(await said.text());
}).listen(new URL(ORIGIN).port);
