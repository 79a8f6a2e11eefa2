// What the vendor says in an owner's issue, signed. In: the words. Out: the message as it stands in the owner's pod.

import {
  IDEMPOTENCY_KEY_HEADER,
  messageSentSchema,
  type Proposal,
  VENDOR_MESSAGE_TYP,
  vendorMessageClaimsSchema,
  type Writer,
} from '@parley/protocol';
import { VendorSdkError } from '../errors.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ReadOptions } from './category-reads.ts';
import type { Reader } from './read-approved-data.ts';
import { signWords } from './sign-words.ts';

export interface ReplyOptions extends ReadOptions {
  /** Plain text of at most 10,000 characters. The owner sees it as it is: no markup is read. */
  readonly content: string;
  /** What state the vendor proposes. Only the owner changes it: `fixed` asks the owner to close the issue. */
  readonly proposes?: Proposal;
  /** Who wrote it: somebody, or a program on its own. The owner sees it. Default: not said. */
  readonly by?: Writer;
  /**
   * 16 to 64 letters, digits, `-` and `_`: the same key with the same words is the same message. Give the id that the reply has in your own
   * system, and it can be sent again after a crash. Default: a new one for each call.
   */
  readonly idempotencyKey?: string;
}

/** A message as it stands in the thread. */
export interface SentMessage {
  /** As it is called among the issue's `messages`. */
  readonly id: string;
  /** RFC 3339. */
  readonly createdAt: string;
}

export async function reply(
  connection: GatewayConnection,
  {
    consentId,
    issueId,
    call,
  }: { readonly consentId: string; readonly issueId: string; readonly call: Reader },
  { purpose, signal, idempotencyKey = crypto.randomUUID(), ...said }: ReplyOptions,
): Promise<SentMessage> {
  // Dots and slashes would make another address of it.
  if (!/^[\w-]+$/.test(issueId)) throw new VendorSdkError('not_found', { detail: 'not the form of an id' });
  // Signed once: what is sent again after a lost answer is the same message.
  const message = await signWords(connection, {
    typ: VENDOR_MESSAGE_TYP,
    schema: vendorMessageClaimsSchema,
    claims: { ...said, issue: issueId, consent_id: consentId, jti: idempotencyKey },
  });
  const answer = await call({
    path: `/issues/${issueId}/messages`,
    method: 'POST',
    headers: { [IDEMPOTENCY_KEY_HEADER]: idempotencyKey },
    body: { message },
    purpose,
    signal,
  });
  const sent = messageSentSchema.safeParse(answer);
  if (!sent.success) throw new VendorSdkError('invalid_response', { detail: 'no word that it was sent' });
  return sent.data;
}
