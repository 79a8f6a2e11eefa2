import { addDuration, INVITATION_PATH, newId, type ownerApi } from '@parley/protocol';
import type { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';
import { randomToken } from '../secrets/random-token.ts';
import type { Invitation, InvitationStore } from './invitation.ts';
import { hintHash } from './login-hint.ts';

interface InviteOptions {
  readonly invitations: Pick<InvitationStore, 'add'>;
  readonly hintKey: Buffer;
  readonly gateway: string;
  /** The database's time. */
  readonly now: () => Promise<Date>;
}

export const LONGEST_INVITATION = 'P30D';
const TOLERANCE_MS = 60_000;

/**
 * Makes an invitation, and the link that is shown this once.
 *
 * @throws {GatewayError} `invalid_request` where its end is past or too far; `too_many_requests`
 */
export async function inviteVendor(
  asked: z.output<typeof ownerApi.createInvitationRequestSchema> & { readonly ownerId: string },
  options: InviteOptions,
): Promise<{ invitation: Invitation; link: string }> {
  const { ownerId, vendorId, site, expiresAt, note, issueId } = asked;
  const now = await options.now();
  const end = Date.parse(expiresAt);
  if (end <= now.getTime() || end > addDuration(now, LONGEST_INVITATION, 1).getTime() + TOLERANCE_MS)
    throw new GatewayError('invalid_request', 'an invitation ends within 30 days');
  const code = randomToken();
  const invitation = await options.invitations.add({
    invitationId: newId('invitation'),
    ownerId,
    codeHash: hintHash(options.hintKey, code),
    for: vendorId === undefined ? { host: new URL(site ?? '').host } : { vendorId },
    remark: { site, note, issueId },
    expiresAt,
  });
  if (invitation === undefined) throw new GatewayError('too_many_requests', 'too many open invitations');
  return { invitation, link: options.gateway + INVITATION_PATH + code };
}
