import type { DemoOwner } from '../../scripts/demo/data-folder.ts';
import { call } from '../load/call.ts';
import type { LoadJob } from '../load/load-job.ts';
import { createProver, newSigningKey } from '../load/sign.ts';

/** What it takes to read a pod as its owner: a Solid-OIDC token, and the key that it is bound to. */
export async function fetchPodToken(owner: DemoOwner): Promise<LoadJob['proof'] & { accessToken: string }> {
  const { id, secret } = owner.clientCredentials;
  const issuer = new URL(owner.oidcIssuer);
  const url = new URL('.oidc/token', issuer);
  const key = await newSigningKey();
  const prove = await createProver({ key, method: 'POST', url: url.href });
  const { status, text } = await call({
    ...{ port: Number(issuer.port), origin: issuer.origin, method: 'POST', path: url.pathname },
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
      dpop: await prove(),
    },
    body: 'grant_type=client_credentials&scope=webid',
  });
  if (status !== 200) throw new Error(`The pod server gave no token (${status}).`);
  const { access_token: accessToken } = JSON.parse(text) as { access_token: string };
  return { key, accessToken };
}
