import { isPodError, openPod, putRequestNotice, wantsRequestNotices } from '@parley/pod-client';
import { afterAll, describe, expect, it } from 'vitest';
import type { ConnectedPods } from './connected-pods.ts';

const NOTICE = {
  id: 'request_1',
  summary: 'Acme asks to see some of your data.',
  request: 'https://gateway.example/owner/v1/requests/request_1',
  askedAt: '2026-11-22T10:00:00.000Z',
  expiresAt: '2026-11-29T10:00:00.000Z',
};

/** What the gateway adds to the inbox, where it can only add, and whether the owner wants it. */
export function inboxContract(pods: () => ConnectedPods): void {
  describe('the inbox', () => {
    const inbox = () => `${pods().container}inbox/`;
    /** Addresses of what is in it: whoever names a second notice may name it as they like. */
    const members = async (): Promise<string[]> => {
      const listing = await (await pods().owner.fetch(inbox())).text();
      const named = [...listing.matchAll(/<([^<>\s]+)>/g)].map(
        ([, name = '']) => new URL(name, inbox()).href,
      );
      return [...new Set(named)].filter((each) => each.startsWith(inbox()) && each !== inbox());
    };

    it('gets a notice from the gateway, which the owner reads', async () => {
      await putRequestNotice(pods().gatewaysPod, NOTICE);
      expect(await members()).toContain(`${inbox()}request_1.ttl`);
      const text = await (await pods().owner.fetch(`${inbox()}request_1.ttl`)).text();
      for (const said of [NOTICE.summary, NOTICE.request, NOTICE.expiresAt, 'Announce'])
        expect(text).toContain(said);
    });

    it('keeps what it has when the same comes again', async () => {
      const before = await members();
      await putRequestNotice(pods().gatewaysPod, { ...NOTICE, summary: 'Somebody else asks.' });
      expect(await members()).toHaveLength(before.length + 1);
      const first = await (await pods().owner.fetch(`${inbox()}request_1.ttl`)).text();
      expect(first).toContain(NOTICE.summary);
    });

    it('takes nothing from a stranger', async () => {
      const strangers = openPod({ container: pods().container, ...pods().stranger });
      const fault = await putRequestNotice(strangers, NOTICE).catch((error: unknown) => error);
      expect(isPodError(fault) && fault.code).toBe('access_denied');
    });
  });

  describe('whether notices are wanted', () => {
    const settings = () => `${pods().container}settings.ttl`;
    const write = (body: string) =>
      pods().owner.fetch(settings(), { method: 'PUT', headers: { 'content-type': 'text/turtle' }, body });
    const property = '<https://w3id.org/parley#requestNotices>';
    afterAll(async () => {
      await pods().owner.fetch(settings(), { method: 'DELETE' });
    });

    it('they are where the owner has said nothing', async () => {
      expect(await wantsRequestNotices(pods().gatewaysPod)).toBe(true);
    });

    it.each<[string, boolean]>([
      [`<#this> ${property} false.`, false],
      [`<#this> ${property} true.`, true],
      [`<#other> ${property} false.`, true],
      ['<#this> <https://w3id.org/parley#allowedApp> <https://app.example/id>.', true],
    ])('%s: %s', async (turtle, isWanted) => {
      await write(turtle);
      expect(await wantsRequestNotices(pods().gatewaysPod)).toBe(isWanted);
    });

    it('it is not known where the document cannot be read', async () => {
      await write('this is no Turtle');
      const fault = await wantsRequestNotices(pods().gatewaysPod).catch((error: unknown) => error);
      expect(isPodError(fault) && fault.code).toBe('content_rejected');
    });
  });
}
