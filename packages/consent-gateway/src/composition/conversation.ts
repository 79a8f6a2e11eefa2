import type { Router } from 'express';
import { createThreadWriter } from '../adapters/solid-pod/thread-writer.ts';
import { createConversationRoutes } from '../conversation/conversation.routes.ts';
import { settleMessages } from '../conversation/settle-messages.ts';
import type { GatewayParts } from './gateway-parts.ts';

/** What vendors say in owners' issues; `settle` is for the background. */
export function createConversation(all: GatewayParts): {
  routes: Router;
  settle: () => Promise<void>;
} {
  const { settings, secrets, stores, identity, deciding, read } = all;
  const parts = {
    ...read.reading,
    messages: stores.messages,
    owners: stores.owners,
    threads: createThreadWriter({ podFetch: identity.podFetch }),
    findVendor: deciding.findVendor,
    messageKey: secrets.derive('message'),
    gateway: settings.origin,
  };
  const category = all.categories.get('issues');
  const settle = async () => (category === undefined ? undefined : settleMessages({ ...parts, category }));
  return { routes: createConversationRoutes(parts), settle };
}
