import { describe, expect, it } from 'vitest';
import type { Invitation, NewInvitation } from './invitation.ts';
import { inviteVendor } from './invite-vendor.ts';
import { hintHash } from './login-hint.ts';

const hintKey = Buffer.alloc(32, 7);
const NOW = new Date('2026-11-22T12:00:00Z');
const asked = { ownerId: 'owner_1', vendorId: 'acme', expiresAt: '2026-12-01T00:00:00Z' };

async function invite(changes: object = {}, isFull = false) {
  const added: NewInvitation[] = [];
  const add = async (invitation: NewInvitation) => {
    added.push(invitation);
    return isFull ? undefined : ({ invitationId: invitation.invitationId } as Invitation);
  };
  const options = { invitations: { add }, hintKey, gateway: 'https://gw.example', now: async () => NOW };
  const made = await inviteVendor({ ...asked, ...changes }, options);
  return { ...made, added: added[0] };
}

describe('an invitation', () => {
  it('is a link with 256 random bits, of which only a keyed digest is kept', async () => {
    const [first, second] = [await invite(), await invite()];
    expect(first.link).toMatch(/^https:\/\/gw\.example\/invitation\/[\w-]{43}$/);
    expect(second.link).not.toBe(first.link);
    const code = String(first.link.split('/').at(-1));
    expect(first.added?.codeHash).toBe(hintHash(hintKey, code));
    expect(JSON.stringify(first.added)).not.toContain(code);
  });

  it('is for a vendor, or for who is at home on a site', async () => {
    expect((await invite()).added?.for).toEqual({ vendorId: 'acme' });
    const bySite = await invite({ vendorId: undefined, site: 'https://Acme.example:8443/shop?x=1' });
    expect(bySite.added).toMatchObject({
      for: { host: 'acme.example:8443' },
      remark: { site: 'https://Acme.example:8443/shop?x=1' },
    });
  });

  it.each(['2026-11-22T12:00:00Z', '2026-11-22T11:59:59Z', '2026-12-22T12:02:00Z'])(
    'does not end at %s',
    async (expiresAt) => {
      await expect(invite({ expiresAt })).rejects.toMatchObject({
        code: 'invalid_request',
        message: 'an invitation ends within 30 days',
      });
    },
  );

  it('may end after 30 days to the minute', async () => {
    expect((await invite({ expiresAt: '2026-12-22T12:00:30Z' })).added).toBeDefined();
  });

  it('is not made where too many are open', async () => {
    await expect(invite({}, true)).rejects.toMatchObject({
      code: 'too_many_requests',
      message: 'too many open invitations',
    });
  });
});
