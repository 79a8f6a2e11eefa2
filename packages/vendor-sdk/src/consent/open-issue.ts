// A thread that the vendor begins, signed. In: what for, and the words. Out: the issue as it waits for the owner.

import {
  IDEMPOTENCY_KEY_HEADER,
  issueOpenedSchema,
  type OpeningKind,
  VENDOR_OPENING_TYP,
  vendorOpeningClaimsSchema,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ReadOptions } from './category-reads.ts';
import type { Reader } from './read-approved-data.ts';
import type { ReplyOptions } from './reply.ts';
import { signWords } from './sign-words.ts';

export interface OpenIssueOptions extends ReadOptions, Pick<ReplyOptions, 'by' | 'idempotencyKey'> {
  readonly kind: OpeningKind;
  /** One line of at most 120 characters. */
  readonly title: string;
  /** The first message: plain text of at most 2,000 characters. */
  readonly content: string;
}

/** A thread that waits for the owner. */
export interface OpenedByVendor {
  /** What the vendor reads it and answers in it under, now and once it is the owner's issue. */
  readonly id: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

export async function openIssue(
  connection: GatewayConnection,
  { consentId, call }: { readonly consentId: string; readonly call: Reader },
  { purpose, signal, idempotencyKey = crypto.randomUUID(), ...said }: OpenIssueOptions,
): Promise<OpenedByVendor> {
  const message = await signWords(connection, {
    typ: VENDOR_OPENING_TYP,
    schema: vendorOpeningClaimsSchema,
    claims: { ...said, consent_id: consentId, jti: idempotencyKey },
  });
  const answer = await call({
    path: '/issues',
    method: 'POST',
    headers: { [IDEMPOTENCY_KEY_HEADER]: idempotencyKey },
    body: { message },
    purpose,
    signal,
  });
  const opened = issueOpenedSchema.safeParse(answer);
  if (!opened.success) throw new VendorSdkError('invalid_response', { detail: 'no word that it was begun' });
  return opened.data;
}
