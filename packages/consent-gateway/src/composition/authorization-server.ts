import type { Categories } from '@parley/protocol';
import { deferralHint } from '../access-request/login-hint.ts';
import { receiveAccessRequest } from '../access-request/receive-access-request.ts';
import { receiveBackchannelRequest } from '../access-request/receive-backchannel-request.ts';
import { isDatabaseFault } from '../adapters/postgres/database-fault.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import type { Settings } from '../config.ts';
import { createReceiptReader } from '../consent/read-receipt-assertion.ts';
import { isGatewayError } from '../gateway-error.ts';
import { renderPage } from '../interaction/page.ts';
import { problemBody } from '../interaction/problem-page.ts';
import { pairwiseSubject } from '../secrets/keyed-ids.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createIssuedConsentFinder } from '../token/adapter/find-issued-consent.ts';
import { createAdapterFactory } from '../token/adapter/oidc-adapter.ts';
import { checkAllEntries } from '../token/provider/authorization-details.ts';
import { createProvider, type ProviderOptions } from '../token/provider/create-provider.ts';
import { logProviderEvents } from '../token/provider/events.ts';
import type { VendorDirectory } from '../vendor/vendor-directory.ts';
import type { Stores } from './stores.ts';

interface Options {
  categories: Categories;
  settings: Settings;
  secrets: Secrets;
  database: Database;
  stores: Stores;
  vendors: VendorDirectory;
  /** Guarded. */
  fetch: typeof fetch;
  relinquish: (of: { consentId: string }) => Promise<unknown>;
  now: () => Date;
  log: {
    debug(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** The authorization server, wired to the stages before and after it. */
export function createAuthorizationServer(options: Options): ReturnType<typeof createProvider> {
  const { settings, secrets, stores } = options;
  const resource = `${settings.origin}/v1`;
  const provider = createProvider({
    issuer: settings.origin,
    resource,
    categories: options.categories,
    adapter: createAdapterFactory({
      database: options.database.db,
      vendors: options.vendors,
      resource,
      relinquish: (consentId) => options.relinquish({ consentId }).catch(isOver),
    }),
    secrets,
    fetch: options.fetch,
    now: options.now,
    pairwiseSubject: (ownerId, vendorId) => pairwiseSubject(secrets, ownerId, vendorId),
    findConsent: createIssuedConsentFinder({ consents: stores.consents }),
    readAssertion: createReceiptReader({ secrets, gateway: settings.origin, consents: stores.consents }),
    onInteraction: (ctx, interaction) => keepAsked(ctx, { ...options, interactionUid: interaction.uid }),
    onBackchannelRequest: (asked) =>
      receiveBackchannelRequest(asked, {
        store: stores.backchannel,
        hintKey: secrets.derive('login-hint'),
        gateway: settings.origin,
      }),
    async deferralHint(interactionUid) {
      const request = await stores.requests.findByInteraction(interactionUid);
      return request?.status === 'deferred'
        ? deferralHint(secrets.derive('login-hint'), request.requestId)
        : undefined;
    },
    pollsTooSoon: stores.backchannel.pollsTooSoon,
    isUnavailable: (error) =>
      isDatabaseFault(error) || (isGatewayError(error) && error.code === 'temporarily_unavailable'),
    renderError(ctx, out) {
      const text = `The company's page sent you here with a request that cannot be used (${out.error}). Go back and begin again.`;
      const { policy, document } = renderPage({
        title: 'This request cannot be used',
        gatewayName: settings.name,
        local: settings.local,
        body: problemBody(text),
      });
      ctx.set('Content-Security-Policy', policy);
      ctx.type = 'html';
      ctx.body = document;
    },
  });
  logProviderEvents(provider, options.log);
  return provider;
}

/** A browser has come with what was pushed. */
async function keepAsked(
  { oidc }: Parameters<ProviderOptions['onInteraction']>[0],
  options: Pick<Options, 'categories' | 'stores'> & { interactionUid: string },
): Promise<void> {
  const { params, entities } = oidc;
  const pushed = entities['PushedAuthorizationRequest'] as { request?: string } | undefined;
  await receiveAccessRequest(
    {
      vendorId: String(params?.['client_id']),
      details: checkAllEntries(params?.['authorization_details'] as string | undefined, options.categories),
      requestJws: pushed?.request ?? '',
      interactionUid: options.interactionUid,
    },
    options.stores,
  );
}

/** A token that is revoked after its consent has ended is nothing more than revoked. */
function isOver(error: unknown): void {
  if (!isGatewayError(error) || (error.code !== 'consent_ended' && error.code !== 'not_found')) throw error;
}
