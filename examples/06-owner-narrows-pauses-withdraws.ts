// An owner's program changes what she has given, to every vendor. One act a run: narrow FIELD, pause, resume, withdraw.
//
//   node scripts/run.mjs --env-file=.parley/demo/alice.env examples/06-owner-narrows-pauses-withdraws.ts narrow statement

import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { type ConsentView, ownerApi, sha256 } from '@parley/protocol';
import { setting } from './setting.ts';
import { withoutField } from './without-field.ts';

const [act = '', field = ''] = process.argv.slice(2);
const bodies: Record<string, (consent: ConsentView) => object> = {
  narrow: ({ details }) => ({ details: details.map((entry) => withoutField(entry, field)) }),
  pause: () => ({ resumeAt: new Date(Date.now() + 86_400_000).toISOString() }),
  resume: () => ({}),
  withdraw: () => ({ reason: 'I have changed my mind' }),
};
const bodyOf = bodies[act];
if (bodyOf === undefined) throw new Error(`An act is one of ${Object.keys(bodies).join(', ')}.`);

const [id, secret] = [setting('OWNER_CLIENT_ID'), setting('OWNER_CLIENT_SECRET')];
const { fetch, close } = await logInWithClientCredentials({
  oidcIssuer: setting('OWNER_ISSUER'),
  id,
  secret,
});
try {
  const api = `${setting('GATEWAY')}/owner/v1/consents`;
  const { consents } = ownerApi.consentListSchema.parse(await (await fetch(api)).json());
  for (const consent of consents.filter(({ status }) => status === 'given' || status === 'paused')) {
    const body = JSON.stringify(bodyOf(consent));
    // The path ends in the digest of the body, so that the proof of the owner's key signs the act.
    const url = `${api}/${consent.consentId}/${act}/${await sha256(body)}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(url, { method: 'POST', headers, body });
    console.log(`${consent.vendor.name}: ${answer.ok ? 'done' : await answer.text()}`);
  }
} finally {
  await close();
}
