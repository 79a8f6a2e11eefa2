import { type Request, Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { ownerOf } from '../http/require-owner.ts';
import type { PreviewQuery } from '../read/preview-read.ts';
import { type PreviewConsentOptions, previewConsent } from './preview-consent.ts';
import { type PreviewRequestOptions, previewRequest } from './preview-request.ts';

const PREVIEW_TIMEOUT_MS = 20_000;

/** Previews of the owner API: what a vendor would see, without it, and without a trace. Mounted after `requireOwner`. */
export function createPreviewRoutes(options: PreviewRequestOptions & PreviewConsentOptions): Router {
  const router = Router();
  router.get('/requests/:id/preview', async (request, response) => {
    const { ownerId } = ownerOf(response);
    const requestId = String(request.params['id']);
    response.json(await previewRequest({ requestId, ownerId, ...queryOf(request) }, options));
  });
  router.get('/consents/:id/preview', async (request, response) => {
    const { ownerId } = ownerOf(response);
    const consentId = String(request.params['id']);
    response.json(await previewConsent({ consentId, ownerId, ...queryOf(request) }, options));
  });
  return router;
}

function queryOf(request: Request): { query: PreviewQuery; signal: AbortSignal } {
  const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
  const parameters = new URLSearchParams(search);
  const one = (name: string): string | undefined => {
    const [value, ...others] = parameters.getAll(name);
    if (others.length > 0) throw new GatewayError('invalid_request', 'a parameter came twice');
    return value;
  };
  return {
    query: { purpose: one('purpose'), category: one('category'), item: one('item'), search },
    signal: AbortSignal.timeout(PREVIEW_TIMEOUT_MS),
  };
}
