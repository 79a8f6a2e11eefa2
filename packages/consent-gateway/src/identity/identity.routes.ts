import { type RequestHandler, Router } from 'express';
import type { JWK } from 'jose';
import { gatewayWebId, WEB_ID_DOCUMENT, WEB_ID_FRAGMENT } from './gateway-identity.ts';

export interface IdentityRoutesOptions {
  /** The issuer; ends in a slash. */
  readonly identityUrl: string;
  /** Asked for anew at each request. */
  readonly keys: () => readonly { readonly publicJwk: JWK; readonly kid: string }[];
  /** How people know this gateway. Default: the host of its address. */
  readonly name?: string;
}

/** What pod servers look up about the gateway: its WebID document, its issuer configuration, its keys. Mount at the identity's path. */
export function createIdentityRoutes(options: IdentityRoutesOptions): Router {
  const { identityUrl } = options;
  const router = Router();
  const card = webIdDocument(options);
  const configuration = JSON.stringify(openIdConfiguration(identityUrl));
  const jwks = () => ({
    keys: options.keys().map(({ kid, publicJwk: { kty, crv, x, y } }) => ({
      kty,
      crv,
      x,
      y,
      kid,
      alg: 'ES256',
      use: 'sig',
    })),
  });
  router.get(
    `/${WEB_ID_DOCUMENT}`,
    publicly('text/turtle', () => card),
  );
  router.get(
    '/.well-known/openid-configuration',
    publicly('application/json', () => configuration),
  );
  router.get(
    '/jwks',
    publicly('application/json', () => JSON.stringify(jwks())),
  );
  return router;
}

const CACHE_SECONDS = 300;

function publicly(type: string, body: () => string): RequestHandler {
  return (_request, response) => {
    response.setHeader('Cache-Control', `public, max-age=${CACHE_SECONDS}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.type(type).send(body());
  };
}

/** @see https://solidproject.org/TR/oidc#oidc-issuer-discovery */
function webIdDocument({ identityUrl, name }: IdentityRoutesOptions): string {
  const label = JSON.stringify(name ?? `Consent gateway ${new URL(identityUrl).host}`);
  return `@prefix foaf: <http://xmlns.com/foaf/0.1/>.
@prefix solid: <http://www.w3.org/ns/solid/terms#>.

<> a foaf:PersonalProfileDocument;
  foaf:primaryTopic <${gatewayWebId(identityUrl)}>.

<#${WEB_ID_FRAGMENT}> a foaf:Agent;
  foaf:name ${label};
  solid:oidcIssuer <${identityUrl}>.
`;
}

/** The issuer makes its tokens itself: it has no endpoint where one could ask for them. */
function openIdConfiguration(identityUrl: string): object {
  return {
    issuer: identityUrl,
    jwks_uri: `${identityUrl}jwks`,
    response_types_supported: ['none'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    dpop_signing_alg_values_supported: ['ES256'],
    claims_supported: ['webid'],
    scopes_supported: ['openid', 'webid'],
  };
}
