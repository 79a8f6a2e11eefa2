import type {
  honourClaimsSchema,
  vendorMessageClaimsSchema,
  vendorOpeningClaimsSchema,
} from '@parley/protocol';
import { SignJWT } from 'jose';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/**
 * What the vendor says to an owner, signed with the client's key.
 *
 * @throws {VendorSdkError} `invalid_options`, saying what does not fit
 */
export async function signWords(
  { origin, settings }: GatewayConnection,
  said: {
    readonly typ: string;
    readonly schema:
      | typeof vendorMessageClaimsSchema
      | typeof vendorOpeningClaimsSchema
      | typeof honourClaimsSchema;
    readonly claims: Readonly<Record<string, unknown>>;
  },
): Promise<string> {
  const { key, kid } = await settings.signingKey();
  const given = Object.entries(said.claims).filter(([, value]) => value !== undefined);
  const claims = said.schema.safeParse({
    ...Object.fromEntries(given),
    iss: settings.clientId,
    aud: origin,
    iat: Math.floor(settings.now().getTime() / 1000),
  });
  if (!claims.success) {
    const faults = claims.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new VendorSdkError('invalid_options', { detail: faults.join('; ') });
  }
  return new SignJWT(claims.data).setProtectedHeader({ alg: 'ES256', typ: said.typ, kid }).sign(key);
}
