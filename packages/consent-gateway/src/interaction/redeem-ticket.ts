import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import { type GiveOptions, giveConsent } from '../consent/give-consent.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { Outcome } from './interaction.routes.ts';
import type { PendingDecision, SignInStore } from './sign-in.ts';

interface Options extends GiveOptions {
  requests: AccessRequestStore;
  owners: OwnerDirectory;
  signIns: SignInStore;
  findVendor: (vendorId: string) => Promise<Vendor>;
  ownerIdOf: (webId: string) => string;
}

const GIVE_TIMEOUT_MS = 20_000;

/** Carries out what a ticket stands for: a decision confirmed by sign-in, or one that an app has already made. */
export async function redeemTicket(
  request: AccessRequest,
  ticketHash: string,
  options: Options,
): Promise<Outcome> {
  const confirmed = await options.signIns.findConfirmed(request.requestId, ticketHash);
  if (confirmed !== undefined) {
    const outcome = await carryOut(request, confirmed, options);
    await options.signIns.remove(ticketHash);
    return outcome;
  }
  const decided = await options.requests.useTicket(request.requestId, ticketHash);
  if (decided === undefined) throw new GatewayError('access_denied', 'the ticket is not good');
  if (decided.status === 'refused' || decided.status === 'deferred') return { kind: decided.status };
  if (decided.status !== 'given' || decided.consentId === null || decided.ownerId === null)
    throw new GatewayError('request_ended', 'nothing was decided');
  return { kind: 'given', ownerId: decided.ownerId, consentId: decided.consentId };
}

async function carryOut(
  request: AccessRequest,
  confirmed: PendingDecision,
  options: Options,
): Promise<Outcome> {
  const owner = await options.owners.find(options.ownerIdOf(confirmed.webId));
  if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
  const { consent } = await giveConsent(
    {
      request,
      vendor: await options.findVendor(request.vendorId),
      owner,
      approved: confirmed.approved,
      evidence: { kind: 'id-token', idToken: confirmed.idToken ?? '', decision: confirmed.decision },
      signal: AbortSignal.timeout(GIVE_TIMEOUT_MS),
    },
    options,
  );
  return { kind: 'given', ownerId: owner.ownerId, consentId: consent.consentId };
}
