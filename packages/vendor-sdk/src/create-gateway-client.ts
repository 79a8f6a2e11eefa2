import type { GatewayConnection } from './gateway/gateway-connection.ts';
import type { GatewayClient } from './gateway-client.ts';
import { findReceipt } from './receipt/save-receipt.ts';
import { redeemCode } from './redeem-code.ts';
import { requestAccess } from './request-access.ts';
import { resumeConsent } from './resume-consent.ts';

export function createGatewayClient(connection: GatewayConnection): GatewayClient {
  const { origin, settings } = connection;
  return {
    origin,
    async check({ signal } = {}) {
      await connection.metadata(signal);
    },
    ask: (options) => requestAccess(connection, options),
    exchange: (options) => redeemCode(connection, options),
    resume: (receipt, { signal } = {}) => resumeConsent(connection, receipt, signal),
    async resumeSaved(consentId, { signal } = {}) {
      const saved = await findReceipt(settings.store, consentId);
      return saved?.gateway === origin ? resumeConsent(connection, saved.receipt, signal) : undefined;
    },
  };
}
