import type { ConsentEventClaims, ReceiptClaims } from '../consent-receipt.ts';
import { type ConsentAct, type ConsentStatus, hasEnded, statusAfter } from '../consent-status.ts';
import { isWithin } from '../narrower.ts';
import type { ChainProblemCode } from './chain-verdict.ts';

/** Which version is in force, and in which state. */
interface Standing {
  readonly present: ReceiptClaims;
  /** sha-256 of its text: what the next version names as `previous`. */
  readonly sha256: string;
  readonly status: ConsentStatus;
}

/** How far a consent has been followed. Behind a statement that cannot be believed, what it changed is not known. */
export interface ConsentState {
  /** Whether the version before the next statement is known. */
  readonly isVersionSure: boolean;
  /** Whether the state before the next statement is known. */
  readonly isStatusSure: boolean;
  /** sha-256 of the text before; `null` before the first, `undefined` behind one that cannot be believed. */
  readonly head: string | null | undefined;
  /** The number of the last version, whether it ever was in force or not. */
  readonly signedVersion: number;
  readonly standing: Standing | undefined;
  /**
   * How it stood before the last statement, where that one widened. A stop that came while it was being written follows it in the file but
   * goes on from here: what widened was never in force.
   */
  readonly overtakable: Standing | undefined;
}

export type ReportChainProblem = (code: ChainProblemCode, detail: string) => void;

/** The state after a version, whose signature is good; `sha256` is that of its text. */
export function followVersion(
  state: ConsentState,
  { claims, sha256 }: { readonly claims: ReceiptClaims; readonly sha256: string },
  report: ReportChainProblem,
): ConsentState {
  const { standing, signedVersion } = state;
  const version = claims.consent_version;
  checkHead(state, claims.previous_statement ?? null, report);
  const isNext = version === signedVersion + 1;
  if (state.isVersionSure ? !isNext : version <= signedVersion)
    report('version_mismatch', `version ${version} stands where version ${signedVersion + 1} has to be`);
  const status = claims.status ?? 'given';
  const begun = { present: claims, sha256, status };
  const sure = { isVersionSure: true, isStatusSure: true };
  const next = { ...state, ...sure, signedVersion: version, standing: begun, overtakable: undefined };
  if (standing === undefined) {
    if (version === 1 && claims.previous !== null)
      report('previous_mismatch', 'it names a version before the first one');
    return next;
  }
  if (belongsElsewhere(standing.present, claims, report) || hasEndedBefore(standing, report)) return state;
  if (!isNext) return next;
  const bases = [standing, state.overtakable].filter((base) => base?.sha256 === claims.previous);
  if (bases.length === 0) report('previous_mismatch', 'it does not continue the version before it');
  const changes = (bases.length === 0 ? [standing] : bases).flatMap((base) => changeOf(base, claims));
  const isAllowed = ({ base, act }: Change) =>
    !state.isStatusSure || statusAfter(base.status, act) === status;
  const change = changes.find(isAllowed);
  if (changes.length === 0)
    report('version_widens', 'it gives more than the version before, not only a later end');
  else if (change === undefined)
    report(
      'act_not_allowed',
      `a consent that is ${standing.status} cannot be ${changes[0]?.act}ed to ${status}`,
    );
  return { ...next, overtakable: change?.act === 'extend' ? change.base : undefined };
}

/** The state after an event, whose signature is good. */
export function followEvent(
  state: ConsentState,
  claims: ConsentEventClaims,
  report: ReportChainProblem,
): ConsentState {
  const { standing, overtakable } = state;
  checkHead(state, claims.previous, report);
  if (standing === undefined) {
    if (state.isVersionSure) report('version_mismatch', 'an event stands before the first version');
    return state;
  }
  if (belongsElsewhere(standing.present, claims, report) || hasEndedBefore(standing, report)) return state;
  const { event, by, consent_version: version } = claims;
  const base = [standing, overtakable].find((each) => each?.present.consent_version === version);
  if (state.isVersionSure && base === undefined)
    report('version_mismatch', `it is about version ${version}, not ${standing.present.consent_version}`);
  const from = base ?? standing;
  const { act, only } = ACT_BY_EVENT[event];
  const mayDoIt = only === undefined || only.includes(by);
  if (!mayDoIt || (state.isStatusSure && statusAfter(from.status, act) !== event)) {
    report('act_not_allowed', `a consent that is ${from.status} cannot become ${event} by the ${by}`);
    return state;
  }
  const next = { ...state, standing: { ...from, status: event }, isStatusSure: true };
  return { ...next, overtakable: act === 'resume' ? from : undefined };
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

export function checkHead({ head }: ConsentState, previous: string | null, report: ReportChainProblem): void {
  if (head === undefined || previous === head) return;
  report('previous_mismatch', 'it does not continue the statement before it');
}

export function belongsElsewhere(
  present: ReceiptClaims,
  claims: ReceiptClaims | Pick<ConsentEventClaims, 'consent_id' | 'iss'>,
  report: ReportChainProblem,
): boolean {
  const isSame =
    claims.consent_id === present.consent_id &&
    claims.iss === present.iss &&
    (!('aud' in claims) || (claims.aud === present.aud && claims.sub === present.sub));
  if (!isSame) report('consent_mismatch', 'it belongs to another consent');
  return !isSame;
}

function hasEndedBefore({ status }: Standing, report: ReportChainProblem): boolean {
  if (hasEnded(status)) report('after_end', `the consent was ${status} before`);
  return hasEnded(status);
}

interface Change {
  readonly base: Standing;
  readonly act: 'narrow' | 'extend';
}

/** What made a new version of the one before: less of it, or the same with a later end. */
function changeOf(base: Standing | undefined, after: ReceiptClaims): Change[] {
  if (base === undefined) return [];
  const details = after.authorization_details;
  const before = base.present.authorization_details;
  if (isWithin(details, before)) return [{ base, act: 'narrow' }];
  const withSameEnds = details.map((entry) => {
    const until = before.find(({ purpose }) => purpose === entry.purpose)?.access.until;
    return until === undefined ? entry : { ...entry, access: { ...entry.access, until } };
  });
  const onlyEnds = isWithin(withSameEnds, before) && isWithin(before, withSameEnds);
  return onlyEnds ? [{ base, act: 'extend' }] : [];
}
