import { ownerApi } from '@parley/protocol';
import type { Call } from './call.ts';

type Asked = { readonly cursor?: string | undefined; readonly signal?: AbortSignal };

/** What the gateway tells the person of, and by which ways. */
export function noticeCalls({ get, send, act }: Call) {
  return {
    async notices(asked: Asked = {}) {
      const { notices, ...page } = await get('/notices', ownerApi.noticeListSchema, asked);
      return { items: notices, ...page };
    },
    /** How many are left that were not seen. */
    seen: (noticeIds: readonly string[]) => act('/notices/seen', ownerApi.noticesSeenSchema, { noticeIds }),
    noticeWays: (one: { readonly signal?: AbortSignal } = {}) =>
      get('/notices/ways', ownerApi.noticeWaysSchema, one),
    /** This browser is told from now on. The same one again has the same id. */
    addBrowser: async (subscription: PushSubscriptionJSON): Promise<string> =>
      (await act('/push-subscriptions', ownerApi.pushSubscriptionSchema, subscription)).subscriptionId,
    removeBrowser: (subscriptionId: string) =>
      send('DELETE', `/push-subscriptions/${encodeURIComponent(subscriptionId)}`),
  };
}
