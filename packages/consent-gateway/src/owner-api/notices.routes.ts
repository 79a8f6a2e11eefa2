import { type NoticeView, ownerApi } from '@parley/protocol';
import { Router } from 'express';
import type { OwnerDirectory } from '../consent/owner-directory.ts';
import type { VendorsIssue } from '../conversation/find-issue.ts';
import { GatewayError } from '../gateway-error.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { Notice, NoticeStore } from '../notify/notice.ts';
import type { PushSubscriptionStore } from '../notify/push-subscription.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { listQueryOf } from './list-query.ts';
import { vendorView } from './vendor-view.ts';

export interface NoticeRoutesOptions {
  notices: NoticeStore;
  subscriptions: PushSubscriptionStore;
  owners: OwnerDirectory;
  /** The vendors, also while they are on hold, in one statement. */
  findVendors: (vendorIds: readonly string[]) => Promise<ReadonlyMap<string, Vendor>>;
  /** What issues are called in the owner's pod, by the ids that vendors know; those that can be found now. */
  findIssues: (ownerId: string, known: readonly VendorsIssue[]) => Promise<ReadonlyMap<string, string>>;
  /** For browsers to subscribe with. */
  pushPublicKey: string;
  hasMail: boolean;
  /** Whether an address may be fetched at all. */
  isAcceptableAddress: (address: string) => boolean;
}

/** `/notices` and `/push-subscriptions` of the owner API: what the owner should know of, and how it is told. Mounted after `requireOwner`. */
export function createNoticeRoutes(options: NoticeRoutesOptions): Router {
  const { notices, subscriptions } = options;
  const router = Router();
  router.get('/notices', async (request, response) => {
    const { ownerId } = ownerOf(response);
    const { items, ...page } = await notices.list(listQueryOf(request.query, ownerId));
    const known = await options.findVendors(items.flatMap(({ vendorId }) => vendorId ?? []));
    const issues = await options.findIssues(ownerId, items.flatMap(issueOf));
    const views = items.map((notice) => ({
      ...noticeView(notice, known.get(notice.vendorId ?? '')),
      ...issueView(issues.get(notice.issueId ?? '')),
    }));
    response.json({ notices: views, unseen: await notices.countUnseen(ownerId), ...page });
  });
  router.post('/notices/seen/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.noticesSeenRequestSchema);
    const { ownerId } = ownerOf(response);
    await notices.markSeen(ownerId, act.noticeIds);
    response.json({ unseen: await notices.countUnseen(ownerId) });
  });
  router.get('/notices/ways', async (_request, response) => {
    const known = await subscriptions.list(ownerOf(response).ownerId);
    const push = { publicKey: options.pushPublicKey, subscriptions: known.length };
    response.json({ push, mail: options.hasMail });
  });
  router.post('/push-subscriptions/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.pushSubscriptionRequestSchema);
    const { ownerId } = ownerOf(response);
    if (!options.isAcceptableAddress(act.endpoint))
      throw new GatewayError('invalid_request', 'this is not an acceptable address of a push service');
    if ((await options.owners.find(ownerId)) === undefined)
      throw new GatewayError('not_connected', 'the owner has no connected pod');
    response.status(201).json({ subscriptionId: await subscriptions.add(ownerId, act) });
  });
  router.delete('/push-subscriptions/:id', async (request, response) => {
    const subscriptionId = String(request.params['id']);
    if (!(await subscriptions.remove(ownerOf(response).ownerId, subscriptionId)))
      throw new GatewayError('not_found', 'no such subscription of this owner');
    response.json({ subscriptionId });
  });
  return router;
}

function noticeView(notice: Notice, vendor: Vendor | undefined): NoticeView {
  const { noticeId, kind, consentId, requestId, unusual, createdAt, seenAt } = notice;
  return {
    noticeId,
    kind,
    at: createdAt.toISOString(),
    seen: seenAt !== null,
    ...(vendor === undefined ? {} : { vendor: vendorView(vendor) }),
    ...(consentId === null ? {} : { consentId }),
    ...(requestId === null ? {} : { requestId }),
    ...(unusual === null ? {} : { unusual }),
  };
}

const issueOf = ({ vendorId, issueId }: Notice): readonly VendorsIssue[] =>
  vendorId === null || issueId === null ? [] : [{ vendorId, issueId }];

const issueView = (issueId: string | undefined): Pick<NoticeView, 'issueId'> =>
  issueId === undefined ? {} : { issueId };
