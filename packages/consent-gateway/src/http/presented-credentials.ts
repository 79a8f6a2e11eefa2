import type { Request } from 'express';

/** What a vendor's call carries, headers as often as they came: a second one is never dropped in silence. */
export function credentialsOf(request: Request) {
  const { authorization = [], dpop = [] } = request.headersDistinct;
  return { method: request.method, target: request.originalUrl, authorization, proofs: dpop };
}
