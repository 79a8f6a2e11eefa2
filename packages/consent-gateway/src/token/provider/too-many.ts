import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { CallRefusal } from '../../limits/call-limits.ts';

const STATUS = { too_many_requests: 429, temporarily_unavailable: 503 } as const;

/** The refusal in the words of RFC 6749; how long to wait stands in `Retry-After`. */
export function throwRefusal(ctx: KoaContextWithOIDC, refusal: CallRefusal): never {
  ctx.set('Retry-After', String(refusal.retryAfterSeconds));
  const error = new errors.CustomOIDCProviderError(
    'temporarily_unavailable',
    'try again as Retry-After says',
  );
  const status = STATUS[refusal.code];
  throw Object.assign(error, { status, statusCode: status });
}
