import type { Bookkeeping } from './bookkeeping/book.ts';
import type { HeldItem } from './bookkeeping/held-items.ts';
import type { ConsentInForce, ConsentStanding } from './consent/consent-in-force.ts';
import type { Crm, CrmItem } from './crm.ts';
import type { CrmConnectorError } from './errors.ts';
import type { CommentVerdict, CrmComment, CrmReport } from './loop-guard/crm-comment.ts';

/** One item that is new or different, or that the consent no longer shows. */
export type ItemChange =
  | {
      readonly category: string;
      readonly id: string;
      readonly type: 'upserted';
      readonly item: CrmItem;
    }
  | { readonly category: string; readonly id: string; readonly type: 'removed' };

export interface CrmConnectorOptions {
  readonly crm: Crm;
  readonly bookkeeping: Bookkeeping;
  /** At least 32 random bytes, kept as a secret and never changed: external ids and digests come from it. */
  readonly key: Uint8Array;
  /** The id of the connector's own user in the CRM. With it nobody else's words are ever taken for an echo. */
  readonly writerId?: string;
  /** Default: the system's clock. */
  readonly now?: () => Date;
}

export interface ApplyOptions {
  readonly consent: ConsentInForce;
  /** Under which purpose the items were read: an exact IRI. */
  readonly purpose: string;
  readonly signal?: AbortSignal;
}

/** What a call did. */
export interface Applied {
  readonly written: number;
  /** Records that were deleted, or fields that were made blank. */
  readonly removed: number;
}

export interface Expired {
  readonly removed: number;
  /** Of owners whose data could not be removed yet: the next call tries again. */
  readonly failures: readonly CrmConnectorError[];
}

/**
 * Keeps one CRM as the consents have it. Each call may be made again at any time, after an error as after a crash: what it was to do is written
 * down before it is done. Calls for one owner wait for each other.
 */
export interface CrmConnector {
  /**
   * Puts items into the CRM, or takes them out. Fields that the consent does not cover are left out, whatever the item has.
   *
   * @throws {unknown_category} {not_covered} {consent_over} {stale_consent} before anything is changed; and what a CRM may answer
   */
  apply(changes: readonly ItemChange[], options: ApplyOptions): Promise<Applied>;
  /**
   * Follows a consent that was narrowed, extended or has ended: what it no longer covers leaves the CRM at once.
   *
   * @throws {stale_consent} {consent_over}
   */
  follow(
    consent: Pick<ConsentInForce, 'id' | 'gateway' | 'subject'>,
    standing: ConsentStanding,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Applied>;
  /** What the CRM has under a consent and purpose: `items` of the SDK's `CopyStore`. */
  items(
    consent: Pick<ConsentInForce, 'id' | 'gateway' | 'subject'>,
    purpose: string,
  ): Promise<readonly HeldItem[]>;
  /** Removes what is due, of every owner: call it every hour. It also finishes what a crash has left. */
  expire(options?: { readonly signal?: AbortSignal }): Promise<Expired>;
  /** Whether what the CRM reports is only what the connector wrote. */
  isEcho(report: CrmReport): Promise<boolean>;
  /** What to do with a comment that the CRM reports. @throws {unfit_text} */
  readComment(comment: CrmComment): Promise<CommentVerdict>;
}
