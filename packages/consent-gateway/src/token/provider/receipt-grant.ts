import type { AuthorizationDetails } from '@parley/protocol';
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider';
// Not exported by the library: one more reason for its exact version, and for the test that these hold.
import { checkDpopReplay, checkDpopRequired, validateDpop } from 'oidc-provider/lib/helpers/grants.js';
import { RECEIPT_GRANT_TYPE } from '../../vendor/client-metadata.ts';

/** What the receipt proves, after its signature and its audience were checked. `isPresent`: it is of the version in force. */
export type ReadReceiptAssertion = (
  receipt: string,
  vendorId: string,
) => Promise<{ consentId: string; details: AuthorizationDetails; isPresent: boolean } | undefined>;

/**
 * The receipt as assertion: a vendor that kept nothing but its receipt gets an access token for it, with client authentication and DPoP.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-2.1
 */
export function registerReceiptGrant(
  provider: Provider,
  options: { resource: string; readAssertion: ReadReceiptAssertion },
): void {
  const handler = async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { client, params } = ctx.oidc;
    const assertion = params?.['assertion'];
    if (client === undefined || typeof assertion !== 'string')
      throw new errors.InvalidRequest("missing required parameter 'assertion'");
    const proof = await validateDpop(provider, ctx);
    checkDpopRequired(provider, ctx, proof, errors.InvalidRequest);
    const proven = await options.readAssertion(assertion, client.clientId);
    if (proven?.isPresent !== true) throw new errors.InvalidGrant('the receipt is not acceptable');
    const grant = await provider.Grant.find(proven.consentId);
    if (grant === undefined || grant.clientId !== client.clientId)
      throw new errors.InvalidGrant('the consent is not live');
    ctx.oidc.entity('Grant', grant);
    await checkDpopReplay(provider, ctx, proof, client.clientId, errors.InvalidGrant);
    await answerWithToken(provider, ctx, { grant, jkt: proof?.thumbprint ?? '', resource: options.resource });
  };
  provider.registerGrantType(RECEIPT_GRANT_TYPE, handler, ['assertion', 'resource', 'scope'], ['resource']);
}

interface TokenSource {
  grant: InstanceType<Provider['Grant']>;
  jkt: string;
  resource: string;
}

async function answerWithToken(
  provider: Provider,
  ctx: KoaContextWithOIDC,
  { grant, jkt, resource }: TokenSource,
): Promise<void> {
  const details = (grant.rar ?? []) as unknown as AuthorizationDetails;
  const token = new provider.AccessToken({
    accountId: grant.accountId,
    client: ctx.oidc.client,
    grantId: grant.jti,
    gty: RECEIPT_GRANT_TYPE,
    rar: details,
  } as unknown as ConstructorParameters<Provider['AccessToken']>[0]);
  token.resourceServer = new provider.ResourceServer(resource, resourceServerInfo(resource));
  token.scope = 'read';
  token.setThumbprint('jkt', jkt);
  ctx.oidc.entity('AccessToken', token);
  ctx.body = {
    access_token: await token.save(),
    token_type: 'DPoP',
    expires_in: token.expiration,
    scope: token.scope,
    authorization_details: details,
  };
}

/** The one resource server there is: its tokens are RFC 9068 JWTs with one audience. */
export function resourceServerInfo(resource: string) {
  return {
    scope: 'read',
    audience: resource,
    accessTokenFormat: 'jwt' as const,
    jwt: { sign: { alg: 'ES256' as const } },
  };
}
