import type { Categories } from '@parley/protocol';
import type { Response } from 'express';
import { deferralHint } from '../access-request/login-hint.ts';
import { receiveAccessRequest } from '../access-request/receive-access-request.ts';
import { receiveBackchannelRequest } from '../access-request/receive-backchannel-request.ts';
import { isDatabaseFault } from '../adapters/postgres/database-fault.ts';
import type { Database } from '../adapters/postgres/open-database.ts';
import type { Settings } from '../config.ts';
import { createReceiptReader } from '../consent/read-receipt-assertion.ts';
import { isGatewayError } from '../gateway-error.ts';
import { sendProblem } from '../http/send-problem.ts';
import { renderPage } from '../interaction/page.ts';
import { problemBody } from '../interaction/problem-page.ts';
import type { SignLedgerHead } from '../ledger/ledger-heads.ts';
import type { CallLimits } from '../limits/call-limits.ts';
import type { DueOwners } from '../rebuild/due-owners.ts';
import { createOwnerReference } from '../rebuild/owner-reference.ts';
import { pairwiseSubject } from '../secrets/keyed-ids.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { createIssuedConsentFinder } from '../token/adapter/find-issued-consent.ts';
import { createAdapterFactory } from '../token/adapter/oidc-adapter.ts';
import { checkAllEntries } from '../token/provider/authorization-details.ts';
import { createProvider, type ProviderOptions } from '../token/provider/create-provider.ts';
import { logProviderEvents } from '../token/provider/events.ts';
import { useIdOnce } from '../token/provider/signed-requests.ts';
import { type ClientAssertionOptions, readClientAssertion } from '../token/read-client-assertion.ts';
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
  limits: Pick<CallLimits, 'admit'>;
  relinquish: (of: { consentId: string }) => Promise<unknown>;
  signHead: SignLedgerHead;
  dueOwners: DueOwners;
  now: () => Date;
  log: {
    debug(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

type AuthorizationServer = ReturnType<typeof createProvider>;

export interface MadeServer {
  /** The token keys that it was made with. */
  readonly kids: string;
  readonly server: AuthorizationServer;
  readonly handle: ReturnType<AuthorizationServer['callback']>;
}

interface AuthorizationServers {
  /** The one with the token keys of this moment. */
  current(): MadeServer;
  /** What client assertions are held against where the library does not see them: with the ids that it has taken. */
  readonly assertions: ClientAssertionOptions;
}

/**
 * The authorization server, wired to the stages before and after it. The library takes its keys when it is made, so with other keys, or
 * another one that signs, it is made anew: what it remembers lies in the database, and requests under way are finished by the one before.
 */
export function createAuthorizationServers(options: Options): AuthorizationServers {
  const assertions: ClientAssertionOptions = {
    issuer: options.settings.origin,
    findVendor: options.vendors.findAlsoHeld,
    useOnce: (of) => useIdOnce(current().server, of),
    now: options.now,
  };
  let made = makeServer(options, assertions);
  const current = (): MadeServer => {
    if (made.kids !== kidsOf(options.secrets)) made = makeServer(options, assertions);
    return made;
  };
  return { current, assertions };
}

function makeServer(options: Options, assertions: ClientAssertionOptions): MadeServer {
  const kids = kidsOf(options.secrets);
  const server = createProvider(providerOptions(options, (assertion) => isHeld(assertion, assertions)));
  logProviderEvents(server, options.log);
  return { kids, server, handle: server.callback() };
}

/** The first one signs. */
function kidsOf(secrets: Secrets): string {
  return secrets
    .signingKeys('token')
    .map(({ kid }) => kid)
    .join(' ');
}

async function isHeld(assertion: string, options: ClientAssertionOptions): Promise<boolean> {
  const vendor = await readClientAssertion(assertion, options);
  return vendor !== undefined && vendor.heldAt !== null;
}

function providerOptions(options: Options, isVendorHeld: ProviderOptions['isVendorHeld']): ProviderOptions {
  const { settings, secrets, stores } = options;
  const resource = `${settings.origin}/v1`;
  return {
    issuer: settings.origin,
    resource,
    categories: options.categories,
    adapter: createAdapterFactory({
      database: options.database.db,
      pool: options.database.pool,
      vendors: options.vendors,
      resource,
      relinquish: (consentId) => options.relinquish({ consentId }).catch(isOver),
    }),
    secrets,
    fetch: options.fetch,
    now: options.now,
    pairwiseSubject: (ownerId, vendorId) => pairwiseSubject(secrets, ownerId, vendorId),
    isVendorHeld,
    isHeld: stores.vendors.isHeldFor,
    admitVendor: (call, vendorId) => options.limits.admit('vendor', call, vendorId),
    asksTooMuch: (vendorId) => stores.requestCounts.asksTooMuch(vendorId, settings.asksPerVendor),
    findConsent: createIssuedConsentFinder({ consents: stores.consents, now: options.now }),
    readAssertion: receiptReader(options),
    signHead: options.signHead,
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
    answerUnknown: (response) => sendProblem(response as Response, { code: 'not_found' }),
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
  };
}

function receiptReader({ settings, secrets, stores, dueOwners }: Options) {
  const reference = createOwnerReference(secrets);
  return createReceiptReader({
    secrets,
    gateway: settings.origin,
    consents: stores.consents,
    // Who comes before the owner's turn is not sent away.
    ensureOwner: dueOwners.ensure,
    ownerIdOf: reference.ownerIdOf,
  });
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
