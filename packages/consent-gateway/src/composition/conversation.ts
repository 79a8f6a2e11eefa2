import type { Router } from 'express';
import { createHonourFiles } from '../adapters/solid-pod/honour-files.ts';
import { createPodReader } from '../adapters/solid-pod/pod-reader.ts';
import { createThreadWriter } from '../adapters/solid-pod/thread-writer.ts';
import { createConversationRoutes } from '../conversation/conversation.routes.ts';
import { createHonourRoutes } from '../conversation/honour/honour.routes.ts';
import { settleHonours } from '../conversation/honour/settle-honours.ts';
import { settleMessages } from '../conversation/settle-messages.ts';
import { asLifted, isLiftable } from '../vendor/vendor-hold.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What vendors say in owners' issues, and that they did with what they have read; `settle` is for the background. */
export function createConversation(all: GatewayParts): {
  routes: Router[];
  settle: () => Promise<void>;
} {
  const { settings, secrets, stores, identity, deciding, read } = all;
  const parts = {
    ...read.reading,
    messages: stores.messages,
    owners: stores.owners,
    threads: createThreadWriter({ podFetch: identity.podFetch }),
    readOpened: createPodReader({ podFetch: identity.podFetch, parse: all.parsing.parse }).opened,
    // Its consent stands, or nothing is read of it: where the owner has lifted a hold, by the keys that the vendor has now.
    findVendor: async (vendorId: string) => {
      const vendor = await deciding.findVendor(vendorId);
      return isLiftable(vendor.hold) ? asLifted(vendor) : vendor;
    },
    messageKey: secrets.derive('message'),
    honours: stores.honours,
    files: createHonourFiles({ podFetch: identity.podFetch, categories: all.categories }),
    honourKey: secrets.derive('honour'),
    gateway: settings.origin,
  };
  const category = all.categories.get('issues');
  const settle = async () => {
    if (category !== undefined) await settleMessages({ ...parts, category });
    await settleHonours(parts);
  };
  return { routes: [createConversationRoutes(parts), createHonourRoutes(parts)], settle };
}
