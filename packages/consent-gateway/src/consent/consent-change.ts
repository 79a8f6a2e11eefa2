import type { ConsentAct } from '@parley/protocol';
import type { ActMoment, ConsentVersion, PodNotice, Statement } from './consent-store.ts';

/** A widening between its intent and the index. Its statement has its place in the chain already, so a stop that comes meanwhile follows it. */
export interface ConsentChange {
  readonly consentId: string;
  readonly ownerId: string;
  readonly act: Extract<ConsentAct, 'extend' | 'resume'>;
  readonly statementSha256: string;
  readonly notice: PodNotice;
  /** Where the act makes a new version. */
  readonly version?: ConsentVersion | undefined;
}

export interface ChangeRequest {
  readonly consentId: string;
  readonly ownerId: string;
  readonly act: ConsentChange['act'];
  /** sha-256 of what the owner decided: the same decision again is the same change. */
  readonly decisionSha256: string;
  /** Signs the statement over the locked consent. */
  readonly outcome: (
    moment: ActMoment,
  ) => Promise<{ readonly statement: Statement; readonly version?: ConsentVersion | undefined }>;
}
