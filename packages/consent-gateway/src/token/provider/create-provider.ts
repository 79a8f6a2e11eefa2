import type { ServerResponse } from 'node:http';
import type { Categories } from '@parley/protocol';
import {
  type Configuration,
  errors,
  type Interaction,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { SignLedgerHead } from '../../ledger/ledger-heads.ts';
import type { AdmitCaller, CallRefusal } from '../../limits/call-limits.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { checkAllEntries, richAuthorizationRequests } from './authorization-details.ts';
import {
  addDeferralHint,
  type BackchannelOptions,
  backchannelFeature,
  keepPollsApart,
  letVendorsAskAlone,
} from './backchannel.ts';
import { clientDefaults, extraClientMetadata } from './clients.ts';
import { lifetimes } from './lifetimes.ts';
import { nameHold, refuseHeld } from './name-hold.ts';
import { type ReadReceiptAssertion, registerReceiptGrant, resourceServerInfo } from './receipt-grant.ts';
import { issuesRefreshToken } from './refresh-token.ts';
import { assertRequestObject, createAssertClientAssertion, useRequestOnce } from './signed-requests.ts';
import {
  completeTokenAnswer,
  type FindIssuedConsent,
  type IssuedConsent,
  type IssuedConsents,
} from './token-answers.ts';
import { throwRefusal } from './too-many.ts';
import { answerUnavailable } from './unavailable.ts';

export interface ProviderOptions extends BackchannelOptions {
  issuer: string;
  /** The one audience: `${issuer}/v1`. */
  resource: string;
  /** Its storage contract, for each of its models. */
  adapter: (model: string) => object;
  secrets: Secrets;
  /** Guarded: for addresses that came from outside. */
  fetch: typeof fetch;
  now: () => Date;
  /** What can be asked for here. */
  categories: Categories;
  /** A browser has arrived with a pushed request: keep it as an access request. */
  onInteraction(ctx: KoaContextWithOIDC, interaction: Interaction): Promise<void>;
  pairwiseSubject(ownerId: string, vendorId: string): string;
  findConsent: FindIssuedConsent;
  readAssertion: ReadReceiptAssertion;
  signHead: SignLedgerHead;
  /** A vendor has proven to call. */
  admitVendor: AdmitCaller;
  /** Whether a vendor has asked as often as it may, whoever it asked. */
  asksTooMuch(vendorId: string): Promise<CallRefusal | undefined>;
  /** Whether a client assertion that was refused is a good one, of a vendor that is on hold. */
  isVendorHeld(assertion: string): Promise<boolean>;
  /** Whether a consent stands still because its vendor is on hold, and its owner has not lifted that. */
  isHeld(consentId: string): Promise<boolean>;
  /** Whether a fault is only that something does not answer now. */
  isUnavailable(error: unknown): boolean;
  /** What is at none of the library's addresses. */
  answerUnknown(response: ServerResponse): void;
  /** The page for a browser that the library cannot send on. */
  renderError(ctx: KoaContextWithOIDC, out: { error: string }): void;
}

const ES256: ['ES256'] = ['ES256'];
/** Where a vendor speaks for itself, and is told that it is on hold. */
const VENDOR_ROUTES: ReadonlySet<string> = new Set([
  'token',
  'pushed_authorization_request',
  'backchannel_authentication',
]);

/** The authorization server: oidc-provider under our policies. The only `new Provider`. */
export function createProvider(options: ProviderOptions): Provider {
  const issued: IssuedConsents = new WeakMap();
  const provider: Provider = new Provider(
    options.issuer,
    configuration(options, { provider: () => provider, issued }) as unknown as Configuration,
  );
  // The HTTP edge has set the forwarded headers from the configured origin; what a caller sent in them is gone.
  provider.proxy = true;
  answerUnavailable(provider, options.isUnavailable);
  const { resource, readAssertion, isVendorHeld } = options;
  letVendorsAskAlone(provider);
  registerReceiptGrant(provider, { resource, readAssertion });
  provider.use(async (ctx, next) => {
    await next();
    const context = ctx as unknown as KoaContextWithOIDC;
    // The library makes a context where it has an endpoint, and only there.
    if (context.oidc === undefined) {
      context.respond = false;
      return options.answerUnknown(context.res);
    }
    const { route } = context.oidc;
    if (VENDOR_ROUTES.has(route)) await nameHold(context, isVendorHeld);
    if (route === 'token') await completeTokenAnswer(context, { ...options, provider, issued });
    await keepPollsApart(context, options);
    await addDeferralHint(context, options);
    // The library names all that it has; ours takes one mode, and no user code.
    if (route === 'discovery')
      Object.assign(ctx.body as object, {
        response_modes_supported: ['query'],
        backchannel_user_code_parameter_supported: false,
      });
    // A consent leaves no session behind: the next one starts with a sign-in of its own.
    if (route === 'resume') await context.oidc.entities.Session?.destroy();
  });
  return provider;
}

function configuration(
  options: ProviderOptions,
  { provider, issued }: { provider: () => Provider; issued: IssuedConsents },
): object {
  const { secrets } = options;
  return {
    adapter: options.adapter,
    jwks: { keys: secrets.signingKeys('token').map((key) => key.privateJwk) },
    cookies: {
      keys: [secrets.derive('cookie').toString('base64url')],
      names: { session: 'parley_session', interaction: 'parley_interaction', resume: 'parley_resume' },
    },
    clientDefaults,
    extraClientMetadata,
    clientAuthMethods: ['private_key_jwt'],
    responseTypes: ['code'],
    scopes: ['offline_access'],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx: unknown, accountId: string, client: { clientId: string }) =>
      options.pairwiseSubject(accountId, client.clientId),
    pkce: { required: () => true },
    // > REQUIRED, if the "redirect_uri" parameter was included in the authorization request (RFC 6749 section 4.1.3)
    allowOmittingSingleRegisteredRedirectUri: false,
    enabledJWA: {
      clientAuthSigningAlgValues: ES256,
      dPoPSigningAlgValues: ES256,
      idTokenSigningAlgValues: ES256,
      requestObjectSigningAlgValues: ES256,
    },
    ttl: lifetimes,
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    issueRefreshToken: issuesRefreshToken(options.findConsent),
    findAccount: (_ctx: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: (ctx: KoaContextWithOIDC) => {
      const grantId = ctx.oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : provider().Grant.find(grantId);
    },
    async extraTokenClaims(ctx: KoaContextWithOIDC, token: { grantId?: string }) {
      const consent = await findGiven(token.grantId, options.findConsent);
      issued.set(ctx, consent);
      return consentClaims(consent);
    },
    extraParams: extraParams(provider, options),
    assertJwtClientAuthClaimsAndHeader: createAssertClientAssertion(options.admitVendor),
    fetch: options.fetch,
    interactions: {
      url: async (ctx: KoaContextWithOIDC, interaction: Interaction) => {
        await options.onInteraction(ctx, interaction);
        return `/interaction/${interaction.uid}`;
      },
    },
    renderError: options.renderError,
    features: features(options),
  };
}

function features(options: ProviderOptions): object {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    registration: { enabled: false },
    introspection: { enabled: false },
    revocation: { enabled: true, allowedPolicy: isOwnToken },
    fapi: { enabled: true, profile: '2.0' },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    dPoP: {
      enabled: true,
      nonceSecret: options.secrets.derive('nonce'),
      requireNonce: () => true,
      allowReplay: false,
    },
    ciba: backchannelFeature(options),
    requestObjects: { enabled: true, assertJwtClaimsAndHeader: assertRequestObject },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: async () => true,
      defaultResource: async () => options.resource,
      getResourceServerInfo: async (_ctx: unknown, resource: string) => {
        if (resource !== options.resource) throw new errors.InvalidTarget();
        return resourceServerInfo(options.resource);
      },
    },
    richAuthorizationRequests: richAuthorizationRequests(options),
  };
}

/** The two ways to ask. */
const ASKING = ['pushed_authorization_request', 'backchannel_authentication'];

/** Run by the library on each request; on a pushed one after the DPoP proof and its nonce. */
function extraParams(provider: () => Provider, { categories, asksTooMuch }: ProviderOptions): object {
  return {
    authorization_details(ctx: KoaContextWithOIDC, value: string | undefined) {
      refuseHeld(ctx);
      if (ASKING.includes(ctx.oidc.route)) checkAllEntries(value, categories);
    },
    async dpop_jkt(ctx: KoaContextWithOIDC, value: string | undefined) {
      if (!ASKING.includes(ctx.oidc.route)) return;
      // Tokens for what was asked without a browser are bound when they are fetched.
      if (ctx.oidc.route === 'pushed_authorization_request' && value === undefined)
        throw new errors.InvalidRequest('a DPoP proof is required');
      const refusal = await asksTooMuch(String(ctx.oidc.client?.clientId));
      if (refusal !== undefined) throwRefusal(ctx, refusal);
      await useRequestOnce(provider(), ctx);
    },
  };
}

async function findGiven(
  consentId: string | undefined,
  findConsent: FindIssuedConsent,
): Promise<IssuedConsent> {
  const consent = consentId === undefined ? undefined : await findConsent(consentId);
  if (consent === undefined) throw new errors.InvalidGrant('the consent is gone');
  return consent;
}

const consentClaims = (consent: IssuedConsent): object => ({
  consent_id: consent.consentId,
  consent_version: consent.version,
  receipt_sha256: consent.receiptSha256,
});

/** Nobody ends another vendor's consent. */
function isOwnToken(_ctx: unknown, client: { clientId: string }, token: { clientId?: string }): boolean {
  if (token.clientId !== client.clientId) throw new errors.InvalidRequest('this token is not yours');
  return true;
}
