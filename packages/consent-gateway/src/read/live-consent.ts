import {
  type AuthorizationDetails,
  type ConsentStatus,
  differenceOf,
  type EntryChange,
  firstDeletion,
  hasEnded,
  type ProblemCode,
} from '@parley/protocol';

/** Where a consent stands now, by the database's clock: one whose time is over has expired, one whose pause is over is given. */
export interface LiveConsent {
  readonly consentId: string;
  readonly vendorId: string;
  readonly version: number;
  readonly status: ConsentStatus;
  /** The vendor is on hold: all its consents stop until that is lifted. */
  readonly isVendorHeld: boolean;
  readonly until: Date;
  readonly resumeAt: Date | null;
  /** `null` where it has not ended, or only time has ended it and that is not written down yet. */
  readonly endedAt: Date | null;
  readonly details: AuthorizationDetails;
  /** The JWS of this version. */
  readonly receipt: string;
}

/** PORT. Not asked on a warm read: there the journal's statement decides. */
export interface LiveConsents {
  /** @throws {GatewayError} `temporarily_unavailable` */
  find(consentId: string, signal: AbortSignal): Promise<LiveConsent | undefined>;
}

export interface StateRefusal {
  readonly code: ProblemCode;
  readonly consentStatus?: ConsentStatus;
  readonly resumesAt?: Date;
  /** Another version is in force than the token's: a new token is of that one. */
  readonly consentVersion?: number;
  /** It has ended: the first date by which something that was read has to be gone. */
  readonly deleteBy?: Date;
  /** What became different since the token's version. */
  readonly changes?: readonly EntryChange[];
}

/** Why a token of this version no longer reads, in the words that the journal's statement has for it too. */
export function refusalByState(
  live: LiveConsent | undefined,
  token: { readonly version: number; readonly details: AuthorizationDetails },
): StateRefusal | undefined {
  if (live === undefined) return { code: 'invalid_token' };
  if (hasEnded(live.status)) {
    const deleteBy = firstDeletion(live.details, live.endedAt ?? live.until);
    return {
      code: 'invalid_token',
      consentStatus: live.status,
      ...(deleteBy === undefined ? {} : { deleteBy }),
    };
  }
  if (live.isVendorHeld) return { code: 'vendor_held', consentStatus: live.status };
  if (live.version !== token.version)
    return {
      code: 'invalid_token',
      consentStatus: live.status,
      consentVersion: live.version,
      changes: differenceOf(token.details, live.details),
    };
  if (live.status !== 'paused') return undefined;
  const { resumeAt } = live;
  return {
    code: 'consent_paused',
    consentStatus: 'paused',
    ...(resumeAt === null ? {} : { resumesAt: resumeAt }),
  };
}
