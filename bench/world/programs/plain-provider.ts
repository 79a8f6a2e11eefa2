// oidc-provider as it comes, with its in-memory adapter: one client (private_key_jwt), one refresh token, access tokens
// as signed JWTs bound by DPoP. In: the client. Out: where it listens, and the refresh token.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { newSigningKey } from '../../load/sign.ts';

export interface PlainProviderSettings {
  readonly clientId: string;
  readonly publicJwk: object;
}

export interface PlainProviderReady {
  readonly port: number;
  readonly refreshToken: string;
}

const RESOURCE = 'https://api.example/v1';
const ACCOUNT = 'ann';
const HOUR = 3_600;

/** The very files that the gateway runs: the pod server brings an older version. */
const ofGateway = createRequire(import.meta.resolve('@parley/consent-gateway/package.json'));
const { Provider } = await import(ofGateway.resolve('oidc-provider'));

process.once('message', (settings: PlainProviderSettings) => void start(settings));

async function start(settings: PlainProviderSettings): Promise<void> {
  const server = createServer();
  server.listen(0, '127.0.0.1', async () => {
    const { port } = server.address() as AddressInfo;
    const provider = new Provider(`http://localhost:${port}`, await configuration(settings));
    server.on('request', provider.callback());
    process.send?.({ port, refreshToken: await issueRefreshToken(provider, settings.clientId) });
  });
}

async function configuration({ clientId, publicJwk }: PlainProviderSettings): Promise<object> {
  const { privateJwk } = await newSigningKey();
  const info = {
    scope: 'read',
    audience: RESOURCE,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
  return {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        id_token_signed_response_alg: 'ES256',
        jwks: { keys: [publicJwk] },
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: ['https://vendor.example/callback'],
        dpop_bound_access_tokens: true,
      },
    ],
    jwks: { keys: [{ ...privateJwk, alg: 'ES256', use: 'sig' }] },
    clientAuthMethods: ['private_key_jwt'],
    findAccount: (_ctx: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    rotateRefreshToken: false,
    ttl: { AccessToken: 300, RefreshToken: 24 * HOUR, Grant: 24 * HOUR },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => true,
        defaultResource: async () => RESOURCE,
        getResourceServerInfo: async () => info,
      },
    },
  };
}

/** As the code would have brought it. */
async function issueRefreshToken(provider: InstanceType<typeof Provider>, clientId: string): Promise<string> {
  const client = await provider.Client.find(clientId);
  const grant = new provider.Grant({ clientId, accountId: ACCOUNT });
  grant.addResourceScope(RESOURCE, 'read');
  const token = new provider.RefreshToken({
    ...{ client, accountId: ACCOUNT, gty: 'authorization_code', resource: RESOURCE, scope: 'read' },
    grantId: await grant.save(),
  });
  return token.save();
}
