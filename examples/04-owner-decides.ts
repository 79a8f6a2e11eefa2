// An owner's program decides: it says where a request goes beyond her standing terms, keeps one field, gives the rest.
//   node scripts/run.mjs --env-file=.parley/demo/alice.env examples/04-owner-decides.ts topic ADDRESS
// ADDRESS is what 03-vendor-asks.ts prints: her browser carries that. Without it: all that came without a browser.
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { ownerApi, sha256 } from '@parley/protocol';
import { openBrowser } from './open-browser.ts';
import { setting } from './setting.ts';
import { withoutField } from './without-field.ts';

const [kept = '', address] = process.argv.slice(2);
const api = `${setting('GATEWAY')}/owner/v1/requests`;
const [oidcIssuer, id] = [setting('OWNER_ISSUER'), setting('OWNER_CLIENT_ID')];
const login = { oidcIssuer, id, secret: setting('OWNER_CLIENT_SECRET') };
const { fetch, close } = await logInWithClientCredentials(login);
try {
  // A browser carries a request to whoever stands before it. It gets the secret's digest: the secret proves the same person.
  const secret = crypto.randomUUID();
  const browser = address === undefined ? undefined : await openBrowser(address, await sha256(secret));
  if (browser !== undefined) await act(`${browser.requestId}/claim`, { secret });
  const { requests } = ownerApi.requestListSchema.parse(await (await fetch(api)).json());
  for (const { requestId, status, cameBy, vendor, details, breaches } of requests) {
    const isMeant = browser ? requestId === browser.requestId : cameBy !== 'redirect';
    if (!isMeant || status !== 'requested') continue;
    for (const { words } of breaches ?? []) console.log(`${vendor.name} goes beyond your terms: ${words}`);
    const approved = details.map((entry) => withoutField(entry, kept));
    const given = await act(`${requestId}/give`, browser ? { approved, secret } : { approved });
    console.log(`${vendor.name} gets all but "${kept}": ${given.consentId}`);
    if (given.continueUrl !== undefined) console.log(await browser?.open(given.continueUrl));
  }
} finally {
  await close();
}
/** The path ends in the digest of the body: the proof of the owner's key covers method and address, so also what she does. */
async function act(path: string, content: object) {
  const [body, headers] = [JSON.stringify(content), { 'content-type': 'application/json' }];
  const answer = await fetch(`${api}/${path}/${await sha256(body)}`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return ownerApi.decidedSchema.partial().parse(await answer.json());
}
