// An owner's program: withdraws every consent that she has given. With the demo running (npm start):
//
//   node scripts/run.mjs examples/04-owner-withdraws.ts http://localhost:4400 Bob
//
// It takes the owner of that name from the demo's folder; give another file as third argument.

import { readFile } from 'node:fs/promises';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { ownerApi, sha256 } from '@parley/protocol';

const [gateway = 'http://localhost:4400', person, file = '.parley/demo/demo.json'] = process.argv.slice(2);
const { owners } = JSON.parse(await readFile(file, 'utf8'));
const owner = owners.find(({ name }: { name: string }) => name === person) ?? owners[0];

const session = await logInWithClientCredentials({
  oidcIssuer: owner.oidcIssuer,
  ...owner.clientCredentials,
});
try {
  const api = `${gateway}/owner/v1/consents`;
  const { consents } = ownerApi.consentListSchema.parse(await (await session.fetch(api)).json());
  for (const { consentId, vendor } of consents.filter(({ status }) => status === 'given')) {
    const body = '{}';
    // The path ends in the digest of the body, so that the proof of the owner's key signs the act.
    const act = `${api}/${consentId}/withdraw/${await sha256(body)}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await session.fetch(act, { method: 'POST', headers, body });
    console.log(`${vendor.name}: ${answer.ok ? 'withdrawn' : `refused with status ${answer.status}`}`);
  }
} finally {
  await session.close();
}
