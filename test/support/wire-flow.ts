import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import type { ClaimedRequest } from '../../scripts/support/owner-app.ts';
import { plant } from './canaries/plant.ts';
import type { TestGateway } from './test-gateway.ts';
import type { TestOwner } from './test-owner.ts';
import type { TestVendor } from './test-vendor.ts';
import { createWireVendor, type WireVendor } from './wire-vendor.ts';

export interface WireConsent {
  readonly wire: WireVendor;
  readonly consentId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly receipt: string;
}

type Asker = Pick<TestVendor, 'clientId' | 'redirectUri' | 'key'>;

interface WayOnTheWire {
  gateway: Pick<TestGateway, 'origin'>;
  vendor: Asker;
  owner: Pick<TestOwner, 'app'>;
  details: readonly object[];
  decide?: (request: ClaimedRequest) => ClaimedRequest['details'];
  browser?: Browser;
  /** Parameters that somebody puts beside the request_uri in the browser. */
  beside?: Readonly<Record<string, string>>;
}

/** The whole way of a consent on the wire: push, bind, give, redeem. */
export async function obtainOnTheWire(options: WayOnTheWire): Promise<WireConsent> {
  const { wire, code } = await codeOnTheWire(options);
  const redeemed = await redeem(wire, options.vendor, code);
  if (redeemed.status !== 200) throw new Error(`The code was not redeemed: ${redeemed.text}`);
  const { consent_id, access_token, refresh_token, receipt } = redeemed.body as Record<string, string>;
  plant('code or refresh token', refresh_token);
  return {
    wire,
    consentId: consent_id ?? '',
    accessToken: access_token ?? '',
    refreshToken: refresh_token ?? '',
    receipt: receipt ?? '',
  };
}

/** The way up to the code. */
export async function codeOnTheWire(options: WayOnTheWire): Promise<{ wire: WireVendor; code: string }> {
  const { gateway, vendor, owner } = options;
  const wire = await createWireVendor(vendor, gateway.origin);
  const details = options.details.map((entry) => ({
    type: 'urn:parley:data-access',
    locations: [`${gateway.origin}/v1`],
    ...entry,
  }));
  const pushed = await wire.push({ details });
  const browser = options.browser ?? createBrowser();
  const query = new URLSearchParams({
    client_id: vendor.clientId,
    request_uri: String(pushed.body['request_uri']),
    ...options.beside,
  });
  const page = await browser.open(`${gateway.origin}/auth?${query}`);
  const request = await owner.app.claim(page.url, browser);
  const { continueUrl } = await request.give(options.decide?.(request) ?? request.details);
  const back = await browser.open(continueUrl, { stopAt: [vendor.redirectUri] });
  const code = new URL(back.url).searchParams.get('code') ?? '';
  plant('code or refresh token', code);
  return { wire, code };
}

export function redeem(wire: WireVendor, vendor: Asker, code: string) {
  return wire.token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: vendor.redirectUri,
    code_verifier: wire.verifier,
  });
}

export const RECEIPT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** A new access token, by the refresh token or by the receipt. */
export function renew(wire: WireVendor, by: { refreshToken: string } | { receipt: string }) {
  return 'receipt' in by
    ? wire.token({ grant_type: RECEIPT_GRANT, assertion: by.receipt })
    : wire.token({ grant_type: 'refresh_token', refresh_token: by.refreshToken });
}
