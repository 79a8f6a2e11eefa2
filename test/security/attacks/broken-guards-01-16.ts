import type { BrokenGuard } from './attack.ts';

const gateway = (path: string): string => `packages/consent-gateway/src/${path}`;

export const brokenGuards1To16: readonly BrokenGuard[] = [
  {
    guard: 'requests are pushed',
    file: gateway('token/provider/create-provider.ts'),
    broken: 'not required, neither by the setting nor by the client metadata (either alone still holds)',
    red: ['A01a'],
  },
  {
    guard: 'answers come by query',
    file: gateway('vendor/client-metadata.ts'),
    broken: 'other response modes in the metadata, and the check of them in `clients.ts`',
    red: ['A05b'],
  },
  {
    guard: 'PKCE is required',
    file: gateway('token/provider/create-provider.ts'),
    broken: '`pkce.required` answers no',
    red: ['A06a'],
  },
  {
    guard: 'a code is redeemed once',
    file: gateway('token/adapter/item-adapter.ts'),
    broken: 'consuming does not ask whether it was consumed',
    red: ['A07b'],
  },
  {
    guard: 'a code needs its redirect URI',
    file: gateway('token/provider/create-provider.ts'),
    broken: '`allowOmittingSingleRegisteredRedirectUri` on',
    red: ['A08c'],
  },
  {
    guard: 'assertions are for the issuer alone',
    file: gateway('token/client-assertion-rules.ts'),
    broken: 'a list with the issuer in it is enough',
    red: ['A11b', 'A11c'],
  },
  {
    guard: 'assertions are short-lived, name their key, are not from the future',
    file: gateway('token/provider/create-provider.ts'),
    broken: 'the hook `assertJwtClientAuthClaimsAndHeader` is gone',
    red: ['A12h', 'A12i', 'A12j'],
  },
  {
    guard: 'vendors authenticate by key',
    file: gateway('token/provider/create-provider.ts'),
    broken: '`none` among the methods, there and in the client metadata',
    red: ['A13b', 'A13c'],
  },
  {
    guard: 'no document asks for a secret',
    file: gateway('vendor/client-metadata.ts'),
    broken: 'any authentication method is taken',
    red: ['A13d'],
  },
  {
    guard: 'a pushed request has a proof',
    file: gateway('token/provider/create-provider.ts'),
    broken: 'the hook on `dpop_jkt` does not ask for one',
    red: ['A14a'],
  },
  {
    guard: 'what is signed is used once',
    file: gateway('token/adapter/oidc-adapter.ts'),
    broken: 'the replay store lets a second one pass',
    red: ['A12a', 'A15a'],
  },
  {
    guard: 'proofs carry our nonce',
    file: gateway('token/provider/create-provider.ts'),
    broken: '`requireNonce` answers no',
    red: ['A16e'],
  },
  {
    guard: 'a proof is for this request',
    file: gateway('token/verify-proof.ts'),
    broken: 'method and address are not looked at',
    red: ['A16f', 'A34b'],
  },
  {
    guard: 'a proof is by the token’s key, for this token',
    file: gateway('token/verify-access-token.ts'),
    broken: 'the two checks are gone',
    red: ['A16h', 'A16j'],
  },
  {
    guard: 'a proof passes once at the read API',
    file: gateway('adapters/postgres/disclose-reads.ts'),
    broken: 'a second row for it replaces the first',
    red: ['A15b'],
  },
];
