// A vendor that was invited asks while the owner is away, and waits for the answer, for up to seven days. With the demo running (npm start):
//   node scripts/run.mjs --env-file=.parley/demo/vendor.env examples/05-vendor-waits.ts http://localhost:4400/invitation/CODE
// The link is what an owner's app makes for this vendor's site. Stop it and start it again: it goes on waiting.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import * as parley from '@parley/vendor-sdk';
import { setting } from './setting.ts';

const [origin, [link = '', file = 'waiting.json']] = [setting('VENDOR_ORIGIN'), process.argv.slice(2)];
const saved = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
const key = saved.key ?? (await parley.generateVendorKey());
const clientId = `${origin}/vendor.json`;
const [redirectUris, keys] = [[`${origin}/callback`], [await parley.publicVendorJwk(key)]];
const about = parley.clientDocument({ clientId, clientName: 'Example', redirectUris, keys });
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(about));
}).listen(Number(new URL(origin).port), 'localhost');

const client = parley.createVendorClient({ clientId, key, [parley.allowInsecureLoopback]: true });
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
const { gateway, invitation = '' } = await client.find(link);
const asking = { details: [entry], to: { invitation }, bindingMessage: 'Order 4711' };
const request = saved.handle ? gateway.resumeRequest(saved.handle) : await gateway.ask(asking);
await writeFile(file, JSON.stringify({ key, handle: request.handle }), { mode: 0o600 });
for await (const state of request.waitForDecision()) {
  console.log(state.status === 'pending' ? `Asked; looking again at ${state.nextPollAt}` : state.status);
  if (state.status !== 'given') continue;
  for await (const wish of state.consent.preferences.list({ purpose }))
    console.log(`${wish.topic ?? '-'}: ${wish.statement ?? '-'}`);
}
server.close();
