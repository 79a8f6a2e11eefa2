// The HTTP edge of the conversation, mounted at the read API's path. Nothing is decided here.
import {
  IDEMPOTENCY_KEY_HEADER,
  idempotencyKeySchema,
  PURPOSE_HEADER,
  sendMessageRequestSchema,
} from '@parley/protocol';
import { type Request, type Response, Router } from 'express';
import { GatewayError } from '../gateway-error.ts';
import { limitsOf } from '../http/answer-limits.ts';
import { exactJsonBody, readBody } from '../http/owner-act.ts';
import { credentialsOf } from '../http/presented-credentials.ts';
import { requestIdOf } from '../http/request-id.ts';
import { resourceHeaders } from '../http/resource-headers.ts';
import { sendJson } from '../http/send-json.ts';
import { describedBy, sendProblem } from '../http/send-problem.ts';
import type { AdmitCaller } from '../limits/call-limits.ts';
import type { DpopNonces } from '../token/dpop-nonce.ts';
import { openIssue } from './open-issue.ts';
import type { SpeakingRequest } from './permit-conversation.ts';
import { type SendMessageOptions, sendMessage } from './send-message.ts';

export interface ConversationRoutesOptions extends SendMessageOptions {
  readonly admit: AdmitCaller;
  readonly nonces: DpopNonces;
  /** The address of the document that describes this API (RFC 9728). */
  readonly resourceMetadata: string;
}

/** `POST /issues` and `/issues/{id}/messages`. Mount before the approved read, to which every other path belongs. */
export function createConversationRoutes(options: ConversationRoutesOptions): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const before = [describedBy(options.resourceMetadata), resourceHeaders(options.nonces), exactJsonBody()];
  router.post('/issues', before, async (request: Request, response: Response) => {
    const result = await openIssue(speakingRequest(request, response, options), options);
    if (!result.opened) return sendProblem(response, result.refusal);
    sendJson(response, result.issue, result.isNew ? 201 : 200);
  });
  router.post('/issues/:id/messages', before, async (request: Request, response: Response) => {
    const issueId = String(request.params['id']);
    const result = await sendMessage({ ...speakingRequest(request, response, options), issueId }, options);
    if (!result.sent) return sendProblem(response, result.refusal);
    sendJson(response, result.message, result.isNew ? 201 : 200);
  });
  return router;
}

function speakingRequest(
  request: Request,
  response: Response,
  { admit }: Pick<ConversationRoutesOptions, 'admit'>,
): SpeakingRequest {
  const { message } = readBody(request, sendMessageRequestSchema);
  return {
    credentials: credentialsOf(request),
    purposes: request.headersDistinct[PURPOSE_HEADER] ?? [],
    idempotencyKey: keyOf(request),
    message,
    requestId: requestIdOf(response),
    admit: (vendorId) => admit(request, vendorId),
    signal: limitsOf(response),
  };
}

function keyOf(request: Request): string {
  const [key, ...others] = request.headersDistinct[IDEMPOTENCY_KEY_HEADER] ?? [];
  const parsed = idempotencyKeySchema.safeParse(key);
  if (!parsed.success || others.length > 0)
    throw new GatewayError('invalid_request', 'one Idempotency-Key of 16 to 64 letters, digits, - and _');
  return parsed.data;
}
