import {
  type AuthorizationDetails,
  bindingMessageSchema,
  type Categories,
  CIBA_GRANT_TYPE,
  DEFERRAL_HINT_PARAMETER,
} from '@parley/protocol';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
import { POLL_PACE } from '../../access-request/backchannel-request.ts';
import type { BackchannelAsked } from '../../access-request/receive-backchannel-request.ts';
import { checkAllEntries } from './authorization-details.ts';

export interface BackchannelOptions {
  readonly categories: Categories;
  /** A vendor has asked without a browser. */
  onBackchannelRequest(asked: BackchannelAsked): Promise<void>;
  /** The hint with which the vendor may come back, where the owner has deferred what this interaction carried. */
  deferralHint(interactionUid: string): Promise<string | undefined>;
  /** Notes that the vendor polls, and says whether it does too soon. */
  pollsTooSoon(authReqId: string): Promise<boolean>;
}

const MAX_HINT = 500;
/** For everybody, until an owner has given: the library wants to know who is asked, and nobody is to know. */
const WHOEVER = 'whoever';

/**
 * Asking without a browser (CIBA, poll mode). What is checked here depends on the vendor's words alone; whom they lead to, if to anybody,
 * is looked up where it shows in nothing.
 *
 * @see https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html
 */
export function backchannelFeature(options: BackchannelOptions): object {
  return {
    enabled: true,
    deliveryModes: ['poll'],
    validateRequestContext: refuseOtherHints,
    validateBindingMessage(_ctx: KoaContextWithOIDC, message: string | undefined) {
      if (!bindingMessageSchema.safeParse(message).success)
        throw new errors.InvalidBindingMessage('1 to 40 letters, digits, spaces and .,:#/-');
    },
    processLoginHint(_ctx: KoaContextWithOIDC, hint: string) {
      if (hint.length > MAX_HINT) throw new errors.InvalidRequest('login_hint is too long');
      return WHOEVER;
    },
    processLoginHintToken: () => undefined,
    verifyUserCode: () => undefined,
    triggerAuthenticationDevice: (ctx: KoaContextWithOIDC, request: { jti: string }) =>
      options.onBackchannelRequest({
        authReqId: request.jti,
        ...askedIn(ctx, options.categories),
      }),
  };
}

function refuseOtherHints({ oidc: { params } }: KoaContextWithOIDC): void {
  for (const name of ['login_hint_token', 'id_token_hint', 'user_code'])
    if (params?.[name] !== undefined) throw new errors.InvalidRequest(`${name} is not taken`);
}

function askedIn({ oidc }: KoaContextWithOIDC, categories: Categories): Omit<BackchannelAsked, 'authReqId'> {
  const { client, params, body } = oidc;
  const details: AuthorizationDetails = checkAllEntries(
    params?.['authorization_details'] as string | undefined,
    categories,
  );
  return {
    vendor: { clientId: client?.clientId ?? '', clientUri: client?.clientUri },
    loginHint: String(params?.['login_hint']),
    bindingMessage: String(params?.['binding_message']),
    details,
    requestJws: String((body as Record<string, unknown> | undefined)?.['request']),
  };
}

/**
 * Every vendor may ask so. The library would want a sector of each, to compute subjects from; ours are computed from client ids, and what
 * vendors are known by need not say more.
 */
export function letVendorsAskAlone(provider: Provider): void {
  const { prototype } = provider.Client;
  const isAllowed = prototype.grantTypeAllowed;
  prototype.grantTypeAllowed = function (type: string) {
    return type === CIBA_GRANT_TYPE || isAllowed.call(this, type);
  };
}

/** The browser goes back to a vendor whose request was deferred: beside the refusal stands how it may ask again. */
export async function addDeferralHint(ctx: KoaContextWithOIDC, options: BackchannelOptions): Promise<void> {
  const { Interaction: interaction } = ctx.oidc.entities;
  const address = ctx.response.get('Location');
  if (ctx.oidc.route !== 'resume' || interaction?.uid === undefined || !URL.canParse(address)) return;
  const url = new URL(address);
  if (url.searchParams.get('error') !== 'access_denied') return;
  const hint = await options.deferralHint(interaction.uid);
  if (hint === undefined) return;
  url.searchParams.set(DEFERRAL_HINT_PARAMETER, hint);
  ctx.set('Location', url.href);
}

/** What the library leaves to us: it names no interval, and lets everybody poll as fast as they can. */
export async function keepPollsApart(ctx: KoaContextWithOIDC, options: BackchannelOptions): Promise<void> {
  const body = ctx.body as Record<string, unknown> | undefined;
  if (ctx.oidc.route === 'backchannel_authentication' && ctx.status === 200)
    Object.assign(body ?? {}, { interval: POLL_PACE.interval });
  if (ctx.oidc.route !== 'token' || body?.['error'] !== 'authorization_pending') return;
  if (!(await options.pollsTooSoon(String(ctx.oidc.params?.['auth_req_id'])))) return;
  // > A variant of "authorization_pending": […] the interval MUST be increased by at least 5 seconds (CIBA section 11)
  const { error, error_description } = new errors.SlowDown();
  ctx.body = { error, error_description };
}
