import type { Request } from 'express';
import type { PresentedCredentials } from '../token/verify-access-token.ts';

/** Headers as often as they came: a second one is never dropped in silence. */
export function credentialsOf(request: Request): PresentedCredentials {
  const { authorization = [], dpop = [] } = request.headersDistinct;
  return { method: request.method, target: request.originalUrl, authorization, proofs: dpop };
}
