import type { Attachment } from './attachment.ts';
import type { Proposal, Writer } from './conversation/vendor-message.ts';
import type { OpeningKind } from './conversation/vendor-opening.ts';

/** One message of an issue's thread, oldest first in the thread. `from` tells the two sides apart, without names. */
export interface ThreadMessage {
  /** Opaque towards vendors; relative to the item's document in the pod. */
  readonly id: string;
  readonly content: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly from: 'owner' | 'vendor';
  /** In the pod alone: what stands there for who wrote it, where it is not the owner. What a gateway adds has the vendor's client id. */
  readonly maker?: string | undefined;
  /** What state a vendor proposes with it. Only the owner changes the state. */
  readonly proposes?: Proposal | undefined;
  /** Whether somebody or a program wrote it, where the vendor has said so. */
  readonly by?: Writer | undefined;
}

export type FieldValue = string | number | boolean | readonly ThreadMessage[] | readonly Attachment[];

/**
 * One item of a category as Parley holds it in memory: the declared fields that the pod has.
 * `audience` never leaves the gateway.
 */
export interface DataItem {
  /** In the pod: the fragment or document name. On the wire to a vendor: an opaque id. */
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** `everyone`, or the ids of the entries in `vendors.ttl` (vendors and circles) that the item is for. */
  readonly audience: 'everyone' | readonly string[];
}

/** A thread that a vendor has begun: it is the owner's own issue only once she has it in her list. */
export interface OpenedIssue {
  /** What the issue is called in the pod, before and after. */
  readonly id: string;
  readonly title: string;
  readonly kind: OpeningKind;
  /** RFC 3339. */
  readonly createdAt: string;
  /** Who began it. */
  readonly vendorId: string;
  readonly messages: readonly ThreadMessage[];
}

/** What vendors have begun, and of what the owner wants to hear nothing. */
export interface OpenedIssues {
  readonly openings: readonly OpenedIssue[];
  /** Client ids of vendors that may begin none. */
  readonly mutedVendors: readonly string[];
  /** Issues of which the owner wants no notices. */
  readonly mutedIssues: readonly string[];
}

/** A vendor or a circle of vendors that the owner keeps in `vendors.ttl`. */
export interface KnownVendor {
  /** The fragment in `vendors.ttl`. */
  readonly id: string;
  readonly name: string;
  readonly site?: string;
  /** The OAuth client id, once it is known. */
  readonly clientId?: string;
  /** Ids of the circles it is in. */
  readonly circles: readonly string[];
}
