import { createBrowser } from '../../scripts/support/browser.ts';
import { careRequest } from '../support/requests.ts';
import type { TestVendor } from '../support/test-vendor.ts';
import { redeem } from '../support/wire-flow.ts';
import { createWireVendor, type WireVendor } from '../support/wire-vendor.ts';
import { LEVELS } from './witness.ts';
import type { World } from './world.ts';

/** What a vendor holds to read with. */
export interface HeldAccess {
  readonly wire: WireVendor;
  receipt: string;
  refreshToken: string;
  accessToken: string;
}

/**
 * The whole way of a consent. `acknowledged` is told its id as soon as the owner's app has the answer; what comes behind may fail.
 *
 * @throws where any step has no answer, or another one
 */
export async function giveConsent(
  { origin, app }: World,
  options: {
    vendor: TestVendor;
    fetch: typeof fetch;
    until?: string;
    acknowledged: (consentId: string) => void;
  },
): Promise<HeldAccess> {
  const { vendor, until } = options;
  const wire = await createWireVendor(vendor, origin, options.fetch);
  const entry = careRequest({
    datatypes: ['issues'],
    fields: { issues: { required: [...LEVELS[0]], optional: [] } },
    ...(until === undefined ? {} : { access: { until } }),
  });
  const details = [{ type: 'urn:parley:data-access', locations: [`${origin}/v1`], ...entry }];
  const pushed = await wire.push({ details });
  const browser = createBrowser();
  const query = new URLSearchParams({
    client_id: vendor.clientId,
    request_uri: String(pushed.body['request_uri']),
  });
  const page = await browser.open(`${origin}/auth?${query}`);
  const request = await app.claim(page.url, browser);
  const decision = await request.give(request.details);
  options.acknowledged(decision.consentId ?? '');
  const back = await browser.open(decision.continueUrl, { stopAt: [vendor.redirectUri] });
  const redeemed = await redeem(wire, vendor, new URL(back.url).searchParams.get('code') ?? '');
  if (redeemed.status !== 200) throw new Error('the code was not redeemed');
  const { access_token, refresh_token, receipt } = redeemed.body as Record<string, string>;
  return {
    wire,
    accessToken: access_token ?? '',
    refreshToken: refresh_token ?? '',
    receipt: receipt ?? '',
  };
}
