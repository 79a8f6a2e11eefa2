import { LEDGER_HEAD_TYP, ledgerHeadClaimsSchema } from '@parley/protocol';
import { jwtVerify } from 'jose';
import { isVendorSdkError, VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { redactError } from '../http/redact.ts';
import type { SavedHead } from './receipt-store.ts';

/**
 * A head as it is kept, once it is certain that this gateway signed it for this vendor and this consent.
 *
 * @throws {invalid_response} @throws {network} when the record keys cannot be fetched
 */
export async function verifyHead(
  signed: string,
  consentId: string,
  connection: GatewayConnection,
): Promise<SavedHead> {
  const { clientId } = connection.settings;
  const { payload } = await jwtVerify(signed, connection.recordKeys, {
    algorithms: ['ES256'],
    typ: LEDGER_HEAD_TYP,
    issuer: connection.origin,
    audience: clientId,
    currentDate: connection.settings.now(),
  }).catch((fault: unknown) => {
    throw isVendorSdkError(fault) ? fault : noHead(fault);
  });
  const claims = ledgerHeadClaimsSchema.safeParse(payload);
  if (!claims.success || claims.data.consent_id !== consentId) throw noHead();
  const { sequence, iat } = claims.data;
  return { sequence, signedAt: new Date(iat * 1000).toISOString(), signed };
}

const noHead = (cause?: unknown): VendorSdkError =>
  new VendorSdkError('invalid_response', {
    detail: 'a ledger head that proves nothing',
    cause: redactError(cause),
  });
