// A vendor on the wire: the vendor SDK keeps its tokens and its key to itself, and the load has to be signed beforehand.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { clientDocument, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
import { createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import type { OwnerApp } from '../../scripts/support/owner-app.ts';
import { type Answer, call, callWithProof } from '../load/call.ts';
import type { LoadJob } from '../load/load-job.ts';
import { newSigningKey } from '../load/sign.ts';
import { PURPOSE, signRequest } from './sign-request.ts';

/** What a vendor holds of a consent. */
export interface Approved {
  readonly consentId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly receipt: string;
}

/** A gateway process, and the name under which it is asked. */
export interface Address {
  readonly origin: string;
  readonly port: number;
}

export interface BenchVendor {
  readonly origin: string;
  readonly clientId: string;
  readonly publicJwk: object;
  /** The whole way of a consent: push, give, redeem. */
  obtain(gateway: Address, owner: OwnerApp): Promise<Approved>;
  renew(gateway: Address, approved: Approved): Promise<Approved>;
  /** A token request, as the load program repeats it. */
  tokenRequest(gateway: Address, form: Readonly<Record<string, string>>): Promise<Repeated>;
  /** A read, as the load program repeats it. */
  readRequest(gateway: Address, approved: Pick<Approved, 'accessToken'>): Promise<Repeated>;
  read(gateway: Address, approved: Pick<Approved, 'accessToken'>): Promise<Answer>;
  stop(): Promise<void>;
}

export type Repeated = Omit<LoadJob, 'concurrent' | 'warmUp' | 'each'>;

const READ_PATH = '/v1/preferences';

export async function startVendor(): Promise<BenchVendor> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const clientId = `${origin}/client.json`;
  const redirectUri = `${origin}/callback`;
  const privateJwk = await generateVendorKey();
  const publicJwk = await publicVendorJwk(privateJwk);
  const key = { privateJwk: { ...privateJwk }, publicJwk: { ...publicJwk } };
  const proofKey = await newSigningKey();
  const document = clientDocument({
    clientId,
    clientName: 'Bench Broadband',
    redirectUris: [redirectUri],
    keys: [publicJwk],
  });
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(document));
  }).listen(port, 'localhost');
  await once(server, 'listening');

  const form = async (gateway: Address, path: string, fields: Readonly<Record<string, string>>) => ({
    ...{ port: gateway.port, origin: gateway.origin, method: 'POST' as const, path, form: fields },
    ...{ client: { key, clientId }, proof: { key: proofKey, nonce: await nonceOf(gateway) } },
  });
  const readRequest: BenchVendor['readRequest'] = async (gateway, { accessToken }) => ({
    ...{ port: gateway.port, origin: gateway.origin, method: 'GET', path: READ_PATH },
    headers: { 'parley-purpose': PURPOSE },
    proof: { key: proofKey, nonce: await nonceOf(gateway), accessToken },
  });
  const token = async (gateway: Address, fields: Readonly<Record<string, string>>) =>
    bodyOf(await callWithProof(await form(gateway, '/token', fields)));

  return {
    origin,
    clientId,
    publicJwk,
    readRequest,
    tokenRequest: (gateway, fields) => form(gateway, '/token', fields),
    read: async (gateway, approved) => callWithProof(await readRequest(gateway, approved)),
    async obtain(gateway, owner) {
      const verifier = `${randomUUID()}${randomUUID()}`;
      const request = await signRequest({ gateway: gateway.origin, clientId, redirectUri, key, verifier });
      const pushed = await callWithProof(await form(gateway, '/request', { request }));
      const query = new URLSearchParams({
        client_id: clientId,
        request_uri: bodyOf(pushed).request_uri ?? '',
      });
      const browser = createBrowser();
      const page = await browser.open(`${gateway.origin}/auth?${query}`);
      const claimed = await owner.claim(page.url, browser);
      const { continueUrl } = await claimed.give(claimed.details);
      const back = await browser.open(continueUrl, { stopAt: [redirectUri] });
      const code = new URL(back.url).searchParams.get('code') ?? '';
      return approvedOf(
        await token(gateway, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: verifier,
        }),
      );
    },
    async renew(gateway, approved) {
      const fields = { grant_type: 'refresh_token', refresh_token: approved.refreshToken };
      return { ...approved, accessToken: (await token(gateway, fields)).access_token ?? '' };
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The one that the gateway hands out now. */
async function nonceOf(gateway: Address): Promise<string | undefined> {
  return (await call({ ...gateway, path: READ_PATH })).nonce;
}

const approvedOf = (answer: Partial<Record<string, string>>): Approved => ({
  consentId: answer.consent_id ?? '',
  accessToken: answer.access_token ?? '',
  refreshToken: answer.refresh_token ?? '',
  receipt: answer.receipt ?? '',
});

/** What must have worked. */
function bodyOf({ status, text }: Answer): Partial<Record<string, string>> {
  if (status >= 300) throw new Error(`The gateway answered ${status}: ${text}`);
  return JSON.parse(text) as Partial<Record<string, string>>;
}
