/** Every state of an access request and of the consent it may become, and who may move it where. */
export const requestStatuses = ['requested', 'deferred', 'given', 'refused', 'cancelled', 'expired'] as const;
export const consentStatuses = [
  'given',
  'paused',
  'withdrawn',
  'relinquished',
  'revoked',
  'expired',
] as const;

export type RequestStatus = (typeof requestStatuses)[number];
export type ConsentStatus = (typeof consentStatuses)[number];

/** Acts on a consent, and the state each leads to from each state where it is allowed. */
export const consentTransitions = {
  given: {
    narrow: 'given',
    extend: 'given',
    pause: 'paused',
    withdraw: 'withdrawn',
    relinquish: 'relinquished',
    revoke: 'revoked',
    expire: 'expired',
  },
  paused: {
    resume: 'given',
    narrow: 'paused',
    withdraw: 'withdrawn',
    relinquish: 'relinquished',
    revoke: 'revoked',
    expire: 'expired',
  },
  withdrawn: {},
  relinquished: {},
  revoked: {},
  expired: {},
} as const satisfies Record<ConsentStatus, Partial<Record<ConsentAct, ConsentStatus>>>;

export type ConsentAct =
  | 'narrow'
  | 'extend'
  | 'pause'
  | 'resume'
  | 'withdraw'
  | 'relinquish'
  | 'revoke'
  | 'expire';

/** The state after an act, or `undefined` where the act is not allowed. */
export function statusAfter(status: ConsentStatus, act: ConsentAct): ConsentStatus | undefined {
  const allowed: Partial<Record<ConsentAct, ConsentStatus>> = consentTransitions[status];
  return Object.hasOwn(allowed, act) ? allowed[act] : undefined;
}

/** Whether nothing can follow: an ended consent never lives again. */
export function hasEnded(status: ConsentStatus): boolean {
  return Object.keys(consentTransitions[status]).length === 0;
}
