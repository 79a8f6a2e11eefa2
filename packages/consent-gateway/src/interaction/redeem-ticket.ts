import { type AuthorizationDetails, isWithin } from '@parley/protocol';
import type { AccessRequest, AccessRequestStore } from '../access-request/access-request.ts';
import { applyTerms } from '../access-request/apply-terms.ts';
import type { StandingTermsReader } from '../access-request/standing-terms.ts';
import { type GiveOptions, giveConsent } from '../consent/give-consent.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import type { LastWord, Outcome, Undecided } from './outcome.ts';
import type { PendingDecision, SignInStore } from './sign-in.ts';

interface Options extends GiveOptions {
  requests: AccessRequestStore;
  owners: OwnerDirectory;
  signIns: SignInStore;
  findVendor: (vendorId: string) => Promise<Vendor>;
  ownerIdOf: (webId: string) => string;
  readTerms: StandingTermsReader;
}

const GIVE_TIMEOUT_MS = 20_000;

/**
 * Carries out what a ticket stands for: a decision confirmed by sign-in, or one that an app has already made. Where the first goes
 * beyond the owner's standing terms, or these could not be applied, nothing is done before her last word.
 */
export async function redeemTicket(
  request: AccessRequest,
  ticketHash: string,
  options: Options & { readonly word?: LastWord | undefined },
): Promise<Outcome | Undecided> {
  const confirmed = await options.signIns.findConfirmed(request.requestId, ticketHash);
  if (confirmed !== undefined) {
    const outcome = await underTerms(request, confirmed, options);
    if (outcome.kind !== 'undecided') await options.signIns.remove(ticketHash);
    return outcome;
  }
  const decided = await options.requests.useTicket(request.requestId, ticketHash);
  if (decided === undefined) throw new GatewayError('access_denied', 'the ticket is not good');
  if (decided.status === 'refused' || decided.status === 'deferred') return { kind: decided.status };
  if (decided.status !== 'given' || decided.consentId === null || decided.ownerId === null)
    throw new GatewayError('request_ended', 'nothing was decided');
  return { kind: 'given', ownerId: decided.ownerId, consentId: decided.consentId };
}

async function underTerms(
  request: AccessRequest,
  confirmed: PendingDecision,
  options: Options & { readonly word?: LastWord | undefined },
): Promise<Outcome | Undecided> {
  const { word } = options;
  const { approved } = confirmed;
  const ownerId = options.ownerIdOf(confirmed.webId);
  if (word === 'refuse') {
    if (!(await options.requests.refuse(request.requestId, ownerId, null)))
      throw new GatewayError('request_ended', 'the access request is not open');
    return { kind: 'refused' };
  }
  if (word === 'give') return carryOut(request, confirmed, approved, options);
  const reading = await options.readTerms(ownerId);
  const terms = applyTerms({ details: approved, askedAt: request.askedAt }, reading);
  // Without a pod there is nothing to compare with, and nothing can be given: that is said when it comes to it.
  const isFine = reading.status === 'not_connected' || terms.breaches?.length === 0;
  if (isFine) return carryOut(request, confirmed, approved, options);
  if (word === 'within' && terms.withinTerms !== null && terms.withinTerms.length > 0)
    return carryOut(request, confirmed, terms.withinTerms, options);
  return { kind: 'undecided', terms };
}

/** `approved`: what was confirmed, or less. */
async function carryOut(
  request: AccessRequest,
  confirmed: PendingDecision,
  approved: AuthorizationDetails,
  options: Options,
): Promise<Outcome> {
  if (!isWithin(approved, confirmed.approved))
    throw new GatewayError('insufficient_authorization', 'more than the owner confirmed');
  const owner = await options.owners.find(options.ownerIdOf(confirmed.webId));
  if (owner === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
  const { consent } = await giveConsent(
    {
      request,
      vendor: await options.findVendor(request.vendorId),
      owner,
      approved,
      evidence: { kind: 'id-token', idToken: confirmed.idToken ?? '', decision: confirmed.decision },
      signal: AbortSignal.timeout(GIVE_TIMEOUT_MS),
    },
    options,
  );
  return { kind: 'given', ownerId: owner.ownerId, consentId: consent.consentId };
}
