import type { AuthorizationDetails } from '../authorization-details.ts';
import type { ConsentEventClaims, ReceiptClaims } from '../consent-receipt.ts';
import { type ConsentAct, type ConsentStatus, hasEnded, statusAfter } from '../consent-status.ts';
import { isWithin } from '../narrower.ts';
import type { ChainProblemCode } from './chain-verdict.ts';

/** How far a consent has been followed. Behind a statement that cannot be believed, what it changed is not known. */
export interface ConsentState {
  /** Whether `present` is known to be the version before the next statement. */
  readonly isVersionSure: boolean;
  /** Whether `status` is known to be the state before the next statement. */
  readonly isStatusSure: boolean;
  /** sha-256 of the text before; `null` before the first, `undefined` behind one that cannot be believed. */
  readonly head: string | null | undefined;
  readonly present: ReceiptClaims | undefined;
  readonly status: ConsentStatus | undefined;
}

export type ReportChainProblem = (code: ChainProblemCode, detail: string) => void;

/** The state after a version, whose signature is good. */
export function followVersion(
  state: ConsentState,
  claims: ReceiptClaims,
  report: ReportChainProblem,
): ConsentState {
  const { present, status, isVersionSure } = state;
  checkLink(state, claims, report);
  const expected = (present?.consent_version ?? 0) + 1;
  const version = claims.consent_version;
  const isNext = version === expected;
  if (isVersionSure ? !isNext : version < expected)
    report('version_mismatch', `version ${version} stands where version ${expected} has to be`);
  const next = { ...state, present: claims, isVersionSure: true };
  if (present === undefined || status === undefined)
    return { ...next, status: 'given', isStatusSure: isVersionSure };
  if (belongsElsewhere(present, claims, report) || standsAfterEnd(status, report)) return state;
  if (!isNext) return { ...next, isStatusSure: false };
  const act = actOf(present.authorization_details, claims.authorization_details);
  if (act === undefined)
    report('version_widens', 'it gives more than the version before, not only a later end');
  else if (state.isStatusSure && statusAfter(status, act) === undefined)
    report('act_not_allowed', `a consent that is ${status} cannot be ${act}ed`);
  return next;
}

/** The state after an event, whose signature is good. */
export function followEvent(
  state: ConsentState,
  claims: ConsentEventClaims,
  report: ReportChainProblem,
): ConsentState {
  const { present, status } = state;
  checkLink(state, claims, report);
  if (present === undefined || status === undefined) {
    if (state.isVersionSure) report('version_mismatch', 'an event stands before the first version');
    return state;
  }
  if (belongsElsewhere(present, claims, report) || standsAfterEnd(status, report)) return state;
  const { event, by } = claims;
  if (state.isVersionSure && claims.consent_version !== present.consent_version)
    report(
      'version_mismatch',
      `it is about version ${claims.consent_version}, not ${present.consent_version}`,
    );
  const { act, only } = ACT_BY_EVENT[event];
  const mayDoIt = only === undefined || only.includes(by);
  const isAllowed = mayDoIt && (!state.isStatusSure || statusAfter(status, act) === event);
  if (isAllowed) return { ...state, status: event, isStatusSure: true };
  report('act_not_allowed', `a consent that is ${status} cannot become ${event} by the ${by}`);
  return state;
}

interface EventAct {
  readonly act: ConsentAct;
  /** Who may do it. Default: anybody that an event can name. */
  readonly only?: readonly ConsentEventClaims['by'][];
}

/** The act that makes no version, by the state its event names. Only the owner withdraws, only the vendor relinquishes. */
const ACT_BY_EVENT: Readonly<Record<ConsentStatus, EventAct>> = {
  given: { act: 'resume' },
  paused: { act: 'pause' },
  withdrawn: { act: 'withdraw', only: ['owner'] },
  relinquished: { act: 'relinquish', only: ['vendor'] },
  revoked: { act: 'revoke', only: ['operator', 'gateway'] },
  expired: { act: 'expire' },
};

function checkLink(
  { head }: ConsentState,
  { previous }: { readonly previous: string | null },
  report: ReportChainProblem,
): void {
  if (head === undefined || previous === head) return;
  report('previous_mismatch', 'it does not continue the statement before it');
}

function belongsElsewhere(
  present: ReceiptClaims,
  claims: ReceiptClaims | ConsentEventClaims,
  report: ReportChainProblem,
): boolean {
  const isSame =
    claims.consent_id === present.consent_id &&
    claims.iss === present.iss &&
    (!('aud' in claims) || (claims.aud === present.aud && claims.sub === present.sub));
  if (!isSame) report('consent_mismatch', 'it belongs to another consent');
  return !isSame;
}

function standsAfterEnd(status: ConsentStatus, report: ReportChainProblem): boolean {
  if (hasEnded(status)) report('after_end', `the consent was ${status} before`);
  return hasEnded(status);
}

/** What made a new version of one before: less of it, or the same with a later end. */
function actOf(before: AuthorizationDetails, after: AuthorizationDetails): 'narrow' | 'extend' | undefined {
  if (isWithin(after, before)) return 'narrow';
  const withSameEnds = after.map((entry) => {
    const until = before.find(({ purpose }) => purpose === entry.purpose)?.access.until;
    return until === undefined ? entry : { ...entry, access: { ...entry.access, until } };
  });
  const onlyEnds = isWithin(withSameEnds, before) && isWithin(before, withSameEnds);
  return onlyEnds ? 'extend' : undefined;
}
