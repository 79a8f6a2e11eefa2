import { randomBytes } from 'node:crypto';
import {
  type AuthorizationDetails,
  type ConsentView,
  type Decision,
  type RequestView,
  sha256,
} from '@parley/protocol';
import type { Browser } from './browser.ts';

/** An owner's app as a program: it decides by the owner API, with the owner's own Solid-OIDC tokens. */
export interface OwnerApp {
  /** Takes the request that a browser stands before: the browser and the app prove to belong together. `page`: the gateway's, or the dashboard's to which it was sent on. */
  claim(page: string, browser: Browser): Promise<ClaimedRequest>;
  consents(): Promise<ConsentView[]>;
  withdraw(consentId: string): Promise<{ stopped: true; pod: 'done' | 'pending' }>;
  pause(consentId: string, resumeAt?: string): Promise<{ stopped: true; pod: 'done' | 'pending' }>;
  /** `details`: all that stays. */
  narrow(
    consentId: string,
    details: AuthorizationDetails,
  ): Promise<{ stopped: true; pod: 'done' | 'pending'; consent: ConsentView }>;
  extend(consentId: string, until: string): Promise<{ consent: ConsentView }>;
  resume(consentId: string): Promise<{ consent: ConsentView }>;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** An act: its path ends in the digest of its body. */
  act(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
}

export interface ClaimedRequest extends RequestView {
  give(approved: AuthorizationDetails): Promise<Decision>;
  refuse(): Promise<Decision>;
  /** Decide later. */
  defer(): Promise<Decision>;
}

/** A call was refused. `body` is the problem. */
export class OwnerApiRefusal extends Error {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`The owner API answered ${status}: ${(body as { code?: string }).code ?? 'no code'}`);
    this.status = status;
    this.body = body;
  }
}

/** `fetch` carries the owner's DPoP-bound token: a session of @inrupt/solid-client-authn. */
export function createOwnerApp(options: { gateway: string; fetch: typeof fetch }): OwnerApp {
  const call: OwnerApp['call'] = async (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const response = await options.fetch(`${options.gateway}/owner/v1${path}`, {
      method,
      ...(text === undefined ? {} : { body: text, headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.text();
    return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) };
  };
  const act: OwnerApp['act'] = async (path, body) =>
    call('POST', `${path}/${await sha256(JSON.stringify(body))}`, body);
  const must = async <T>(answer: Promise<{ status: number; body: unknown }>): Promise<T> => {
    const { status, body } = await answer;
    if (status >= 400) throw new OwnerApiRefusal(status, body);
    return body as T;
  };
  return {
    call,
    act,
    async claim(page, browser) {
      const arrived = new URL(page).searchParams.get('interaction');
      const interactionUrl = arrived === null ? page : `${options.gateway}/interaction/${arrived}`;
      const secret = randomBytes(32).toString('base64url');
      const bound = await browser.open(`${interactionUrl}/bind?app_challenge=${await sha256(secret)}`);
      if (bound.status !== 200) throw new OwnerApiRefusal(bound.status, {});
      const { request_id: requestId } = JSON.parse(bound.text) as { request_id: string };
      const request = await must<RequestView>(act(`/requests/${requestId}/claim`, { secret }));
      return {
        ...request,
        give: (approved) => must<Decision>(act(`/requests/${requestId}/give`, { approved, secret })),
        refuse: () => must<Decision>(act(`/requests/${requestId}/refuse`, { secret })),
        defer: () => must<Decision>(act(`/requests/${requestId}/defer`, { secret })),
      };
    },
    consents: async () => (await must<{ consents: ConsentView[] }>(call('GET', '/consents'))).consents,
    withdraw: (consentId) => must(act(`/consents/${consentId}/withdraw`, {})),
    pause: (consentId, resumeAt) =>
      must(act(`/consents/${consentId}/pause`, resumeAt === undefined ? {} : { resumeAt })),
    narrow: (consentId, details) => must(act(`/consents/${consentId}/narrow`, { details })),
    extend: (consentId, until) => must(act(`/consents/${consentId}/extend`, { until })),
    resume: (consentId) => must(act(`/consents/${consentId}/resume`, {})),
  };
}
