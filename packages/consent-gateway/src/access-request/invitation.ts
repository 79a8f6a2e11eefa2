import type { InvitationView } from '@parley/protocol';

/** What an owner hands to one vendor, so that it may ask her without a browser, once. Its code is not kept. */
export interface Invitation {
  readonly invitationId: string;
  readonly state: InvitationView['state'];
  /** The vendor that it is for, or that has used it. */
  readonly vendorId: string | undefined;
  /** For the owner alone. */
  readonly remark: InvitationRemark;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | undefined;
  readonly requestId: string | undefined;
}

export interface InvitationRemark {
  /** Where that is all that the owner knew of the vendor. */
  readonly site?: string | undefined;
  readonly note?: string | undefined;
  readonly issueId?: string | undefined;
}

export interface NewInvitation {
  readonly invitationId: string;
  readonly ownerId: string;
  /** Keyed. */
  readonly codeHash: string;
  readonly for: { readonly vendorId: string } | { readonly host: string };
  readonly remark: InvitationRemark;
  readonly expiresAt: string;
}

/** PORT. */
export interface InvitationStore {
  /** `undefined`: the owner has too many open ones. */
  add(invitation: NewInvitation): Promise<Invitation | undefined>;
  /** Newest first. */
  list(ownerId: string): Promise<Invitation[]>;
  /** Whatever its state then is. `undefined`: there is none of this owner. */
  revoke(invitationId: string, ownerId: string): Promise<Invitation | undefined>;
}
