import type { Router } from 'express';
import type { RequireVendorOptions } from '../http/require-vendor.ts';
import { createDpopNonces } from '../token/dpop-nonce.ts';
import { createVendorRoutes } from '../vendor-api/vendor.routes.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What vendors may do without a token: see where they stand, report, take a request back. */
export function createVendorApi(parts: GatewayParts): Router {
  const { stores } = parts;
  return createVendorRoutes({
    ...parts.deciding,
    consents: stores.vendorConsents,
    signHead: parts.signHead,
    reports: stores.reports,
    ...vendorAuthentication(parts),
  });
}

/** By what a vendor without a token shows who it is. */
export function vendorAuthentication(parts: GatewayParts): RequireVendorOptions {
  const { settings, secrets, stores, now } = parts;
  const nonces = createDpopNonces({ key: secrets.derive('nonce'), now });
  return {
    nonces,
    resourceMetadata: `${settings.origin}/.well-known/oauth-protected-resource/v1`,
    proofRules: { publicOrigin: settings.origin, acceptsNonce: nonces.accepts, now },
    assertions: parts.assertions,
    admit: (call, vendorId) => parts.limits.admit('vendor', call, vendorId),
    useProofOnce: stores.replay.useOnce,
  };
}
