import { type ConsentStatus, hasEnded } from '@parley/protocol';

/** A state that nothing follows. */
export type EndedStatus = Exclude<ConsentStatus, 'given' | 'paused'>;

export const isEndedStatus = (status: ConsentStatus | undefined): status is EndedStatus =>
  status !== undefined && hasEnded(status);
