import type { LoadJob } from './load-job.ts';
import { createAsserter, createProver } from './sign.ts';

export interface SignedRequest {
  readonly headers: Record<string, string>;
  readonly body?: string;
}

const CLIENT_ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** So many signatures at a time: they are made beside the event loop. */
const AT_ONCE = 64;

/** Requests with everything signed, so that a run does not measure the signing. */
export async function signRequests(job: LoadJob, count: number): Promise<SignedRequest[]> {
  const signOne = await createRequestSigner(job);
  const signed: SignedRequest[] = [];
  while (signed.length < count) {
    const length = Math.min(AT_ONCE, count - signed.length);
    signed.push(...(await Promise.all(Array.from({ length }, signOne))));
  }
  return signed;
}

/** Signs one request of a job. */
export async function createRequestSigner(
  job: Pick<LoadJob, 'origin' | 'method' | 'path' | 'headers' | 'proof' | 'form' | 'client'>,
): Promise<() => Promise<SignedRequest>> {
  const { origin, method, headers = {}, form, client } = job;
  const prove = await createProver({ ...job.proof, method, url: `${origin}${job.path}` });
  const assert = client === undefined ? undefined : await createAsserter({ ...client, audience: origin });
  const { accessToken } = job.proof;
  const fixed = {
    host: new URL(origin).host,
    ...headers,
    ...(accessToken === undefined ? {} : { authorization: `DPoP ${accessToken}` }),
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  return async () => {
    const withProof = { headers: { ...fixed, dpop: await prove() } };
    if (form === undefined) return withProof;
    const asserted =
      client === undefined || assert === undefined
        ? {}
        : {
            client_id: client.clientId,
            client_assertion_type: CLIENT_ASSERTION_TYPE,
            client_assertion: await assert(),
          };
    return { ...withProof, body: new URLSearchParams({ ...form, ...asserted }).toString() };
  };
}
