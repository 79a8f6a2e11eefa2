import type { ConsentDocument, PodNotice } from './consent-store.ts';

/** PORT: consent files in owners' pods. The gateway can only add: create a file, or append to one that exists. */
export interface ConsentDocuments {
  /** Creates `consents/<id>.ttl`. An equal file that is there already is success. */
  create(target: {
    ownerId: string;
    consentId: string;
    document: ConsentDocument;
    signal: AbortSignal;
  }): Promise<void>;
  /** Appends an event or a version. A file that the owner has deleted is never made again: `absent`, with nothing left to tell. */
  append(target: { notice: PodNotice; signal: AbortSignal }): Promise<'appended' | 'absent'>;
}
