import type { CopyScope } from './copy-cursor.ts';

export type CopyOwner = Pick<CopyScope, 'consentId' | 'purpose'>;

/** PORT. The copies that cursors stand for: the newest two of each consent and purpose, for 30 days after they were last used. */
export interface CopyStore {
  /** `undefined`: it is kept no longer. @throws {GatewayError} `temporarily_unavailable` */
  find(of: CopyOwner, name: string): Promise<Buffer | undefined>;
  /** Keeps a copy beside the one that it was made from, and forgets the others. @throws {GatewayError} `temporarily_unavailable` */
  keep(
    of: CopyOwner,
    copy: { readonly name: string; readonly packed: Buffer; readonly madeFrom: string },
  ): Promise<void>;
}
