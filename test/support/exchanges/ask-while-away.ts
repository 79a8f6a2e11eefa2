import { inDays } from '../requests.ts';
import { decide, must, onTheWire, poll, waitingRequests } from '../wire-asking.ts';
import type { Scene } from './exchange-page.ts';

/** An invitation, a request without a browser, polls before and after the decision. */
export async function askWhileAway(scene: Scene, details: object[]): Promise<void> {
  const { page, wire, gateway, acme, alice, vendor } = scene;
  const invited = await alice.app.act('/invitations', { vendorId: acme.clientId, expiresAt: inDays(14) });
  const { link } = invited.body as { link: string };
  const asked = await vendor.ask({ details: onTheWire(gateway, details), hint: link });
  const authReqId = asked.body['auth_req_id'];
  const [waiting] = await waitingRequests(alice);
  await poll(vendor, authReqId);
  const pending = page.last('POST', /^\/token$/, 400);
  await poll(vendor, authReqId);
  const tooSoon = page.last('POST', /^\/token$/, 400);
  await alice.app.call('GET', '/requests?limit=1');
  await decide(alice, must(waiting).requestId, 'give', { approved: must(waiting).details });
  await poll(vendor, authReqId);
  const backchannel = wire.last('POST', /^\/backchannel$/, 200);
  page.section(
    'Ask while the owner is away',
    'The owner makes an invitation and gives its link to the vendor, which asks with it. The answer is the same for every hint.',
    page.last('POST', /\/invitations\/[\w-]+$/, 201),
    page.shown(backchannel),
    'The signed request:\n',
    page.signed(new URLSearchParams(backchannel.body).get('request') ?? ''),
    'The vendor polls. Nobody has answered:\n',
    pending,
    'It polls again, too soon:\n',
    tooSoon,
    "It waits in the owner's list, with what her standing terms say of it. She gives it, and the vendor polls again.\n",
    page.last('GET', /\/owner\/v1\/requests$/, 200),
    page.last('POST', /\/give\/[\w-]+$/, 201),
    page.last('POST', /^\/token$/, 200),
  );
}
