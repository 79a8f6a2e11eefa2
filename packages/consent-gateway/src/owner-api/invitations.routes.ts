import { type InvitationView, ownerApi } from '@parley/protocol';
import { Router } from 'express';
import type { Invitation, InvitationStore } from '../access-request/invitation.ts';
import { inviteVendor } from '../access-request/invite-vendor.ts';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';

export interface InvitationRoutesOptions {
  invitations: InvitationStore;
  owners: OwnerDirectory;
  /** Whether there is a vendor of this id, or could be: an address may name one that has yet to come. */
  mayBeVendor: (vendorId: string) => Promise<boolean>;
  hintKey: Buffer;
  gateway: string;
  now: () => Promise<Date>;
}

/** `/invitations` of the owner API: links with which one vendor may ask without a browser, once. Mounted after `requireOwner`. */
export function createInvitationRoutes(options: InvitationRoutesOptions): Router {
  const { invitations } = options;
  const router = Router();
  router.get('/invitations', async (_request, response) => {
    response.json({ invitations: (await invitations.list(ownerOf(response).ownerId)).map(invitationView) });
  });
  router.post('/invitations/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.createInvitationRequestSchema);
    const { ownerId } = ownerOf(response);
    if ((await options.owners.find(ownerId)) === undefined)
      throw new GatewayError('not_connected', 'the owner has no connected pod');
    if (act.vendorId !== undefined && !(await options.mayBeVendor(act.vendorId)))
      throw new GatewayError('invalid_request', 'there is no such vendor');
    const { invitation, link } = await inviteVendor({ ...act, ownerId }, options);
    response.status(201).json({ ...invitationView(invitation), link });
  });
  router.delete('/invitations/:id', async (request, response) => {
    const { ownerId } = ownerOf(response);
    const invitation = await invitations.revoke(String(request.params['id']), ownerId);
    if (invitation === undefined) throw new GatewayError('not_found', 'no such invitation of this owner');
    response.json(invitationView(invitation));
  });
  return router;
}

function invitationView(invitation: Invitation): InvitationView {
  const { invitationId, state, vendorId, remark, createdAt, expiresAt, usedAt, requestId } = invitation;
  const { site, note, issueId } = remark;
  return {
    invitationId,
    state,
    ...(vendorId === undefined ? {} : { vendorId }),
    ...(site === undefined ? {} : { site }),
    ...(note === undefined ? {} : { note }),
    ...(issueId === undefined ? {} : { issueId }),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(usedAt === undefined ? {} : { usedAt: usedAt.toISOString() }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
