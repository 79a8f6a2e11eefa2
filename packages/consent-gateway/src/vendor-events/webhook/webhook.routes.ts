// The HTTP edge of a vendor's webhook, mounted at the read API's path. Nothing is decided here.
import { type WebhookTested, webhookRequestSchema } from '@parley/protocol';
import { type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { GatewayError } from '../../gateway-error.ts';
import { exactJsonBody, readBody } from '../../http/owner-act.ts';
import { answerInTime, vendorOf } from '../../http/require-vendor.ts';
import { sendJson } from '../../http/send-json.ts';
import { refuseHeld } from '../refuse-held.ts';
import type { VendorEvents } from '../vendor-events.ts';
import { type RegisterOptions, registerWebhook } from './register-webhook.ts';
import type { WebhookStore } from './webhook-store.ts';
import { webhookView } from './webhook-view.ts';

export interface WebhookRoutesOptions extends RegisterOptions {
  /** Lets only vendors through. */
  readonly asVendor: readonly RequestHandler[];
  readonly webhooks: Pick<WebhookStore, 'register' | 'find' | 'remove'>;
  readonly events: Pick<VendorEvents, 'addTest'>;
  readonly publicKeyFor: (vendorId: string) => string;
}

const querySchema = z.strictObject({ after: z.string().max(100).optional() });

/** `PUT`, `GET` and `DELETE /webhook`, `POST /webhook/test`. */
export function createWebhookRoutes(options: WebhookRoutesOptions): Router {
  const { webhooks, events } = options;
  const router = Router({ strict: true, caseSensitive: true });
  const asVendor = [answerInTime, ...options.asVendor];
  const send = async (response: Response, after?: string): Promise<void> => {
    const { vendorId } = vendorOf(response);
    const endpoint = await webhooks.find(vendorId, after);
    if (endpoint === undefined) throw new GatewayError('not_found', 'no webhook of this vendor');
    sendJson(response, webhookView(endpoint, options.publicKeyFor(vendorId)));
  };
  router.put('/webhook', ...asVendor, exactJsonBody(), async (request, response) => {
    const vendor = refuseHeld(vendorOf(response));
    await registerWebhook({ vendor, webhook: readBody(request, webhookRequestSchema) }, options);
    await send(response);
  });
  router.get('/webhook', ...asVendor, async (request, response) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) throw new GatewayError('invalid_request', 'the query does not fit');
    await send(response, query.data.after);
  });
  router.delete('/webhook', ...asVendor, async (_request, response) => {
    if (!(await webhooks.remove(vendorOf(response).vendorId)))
      throw new GatewayError('not_found', 'no webhook of this vendor');
    response.status(204).end();
  });
  router.post('/webhook/test', ...asVendor, async (_request, response) => {
    const { vendorId } = refuseHeld(vendorOf(response));
    if ((await webhooks.find(vendorId)) === undefined)
      throw new GatewayError('not_found', 'no webhook of this vendor');
    sendJson(response, { event_id: await events.addTest(vendorId) } satisfies WebhookTested, 202);
  });
  return router;
}
