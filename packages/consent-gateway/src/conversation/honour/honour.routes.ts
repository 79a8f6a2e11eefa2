// The HTTP edge of what vendors say that they did, mounted at the read API's path. Nothing is decided here.
import { honourRequestSchema, PURPOSE_HEADER } from '@parley/protocol';
import { Router } from 'express';
import { limitsOf } from '../../http/answer-limits.ts';
import { exactJsonBody, readBody } from '../../http/owner-act.ts';
import { credentialsOf } from '../../http/presented-credentials.ts';
import { requestIdOf } from '../../http/request-id.ts';
import { resourceHeaders } from '../../http/resource-headers.ts';
import { sendJson } from '../../http/send-json.ts';
import { describedBy, sendProblem } from '../../http/send-problem.ts';
import type { AdmitCaller } from '../../limits/call-limits.ts';
import type { DpopNonces } from '../../token/dpop-nonce.ts';
import { type RecordHonourOptions, recordHonour } from './record-honour.ts';

export interface HonourRoutesOptions extends RecordHonourOptions {
  readonly admit: AdmitCaller;
  readonly nonces: DpopNonces;
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

/** `POST /preferences/{id}/honours`. Mount before the approved read, to which every other path belongs. */
export function createHonourRoutes(options: HonourRoutesOptions): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.post(
    '/preferences/:id/honours',
    describedBy(options.resourceMetadata),
    resourceHeaders(options.nonces),
    exactJsonBody(),
    async (request, response) => {
      const { statement } = readBody(request, honourRequestSchema);
      const result = await recordHonour(
        {
          credentials: credentialsOf(request),
          category: 'preferences',
          itemId: String(request.params['id']),
          purposes: request.headersDistinct[PURPOSE_HEADER] ?? [],
          statement,
          requestId: requestIdOf(response),
          admit: (vendorId) => options.admit(request, vendorId),
          signal: limitsOf(response),
        },
        options,
      );
      if (!result.taken) return sendProblem(response, result.refusal);
      sendJson(response, result.honour, result.isNew ? 201 : 200);
    },
  );
  return router;
}
