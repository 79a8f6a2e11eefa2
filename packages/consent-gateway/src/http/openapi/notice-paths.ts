import { ownerApi } from '@parley/protocol';
import type { Operation } from './owner-paths.ts';
import { type Json, PAGE, parameter } from './parts.ts';

const DIGEST = 'base64url sha-256 of the exact body, so that the proof signs the decision.';

/** What the owner is told of, and how. */
export function noticePaths(operation: (operation: Operation) => Json): Json {
  return {
    '/owner/v1/notices': {
      get: operation({
        id: 'list_notices',
        summary: 'What the owner should know of, newest first, for 90 days',
        answer: ownerApi.noticeListSchema,
        parameters: PAGE,
        problems: ['invalid_request', 'invalid_cursor'],
      }),
    },
    '/owner/v1/notices/seen/{digest}': {
      post: operation({
        id: 'notices_seen',
        summary: 'The owner has seen them',
        body: ownerApi.noticesSeenRequestSchema,
        answer: ownerApi.noticesSeenSchema,
        parameters: [parameter('path', 'digest', DIGEST)],
        problems: ['invalid_request', 'digest_mismatch'],
      }),
    },
    '/owner/v1/notices/ways': {
      get: operation({
        id: 'get_notice_ways',
        summary: 'How else this gateway can tell its owners: to their browsers, by mail',
        answer: ownerApi.noticeWaysSchema,
      }),
    },
    // One path in this format: of the two names that stand in the same place, one is written.
    '/owner/v1/push-subscriptions/{name}': {
      post: operation({
        id: 'subscribe_push',
        summary: "A browser's push subscription. The same one again changes nothing",
        body: ownerApi.pushSubscriptionRequestSchema,
        answer: ownerApi.pushSubscriptionSchema,
        status: 201,
        parameters: [parameter('path', 'name', DIGEST)],
        problems: ['invalid_request', 'digest_mismatch', 'not_connected'],
      }),
      delete: operation({
        id: 'unsubscribe_push',
        summary: 'Forget a subscription',
        answer: ownerApi.pushSubscriptionSchema,
        parameters: [parameter('path', 'name', 'The `subscriptionId` of the answer to subscribing.')],
        problems: ['not_found'],
      }),
    },
    '/owner/v1/events': {
      get: operation({
        id: 'follow_changes',
        summary: 'Which lists have changed, as it happens. It ends with the token, after 10 minutes at most',
        answer: ownerApi.ownerEventSchema,
        answersAs: 'text/event-stream',
        problems: ['too_many_requests'],
      }),
    },
  };
}
