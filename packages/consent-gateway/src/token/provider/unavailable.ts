import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

const RETRY_SECONDS = '5';

/**
 * Where the database does not answer, the library says that the server failed. It is only unreachable for now: 503 with a time to wait,
 * in the words of RFC 6749.
 */
export function answerUnavailable(provider: Provider, isUnavailable: (error: unknown) => boolean): void {
  const concerned = new WeakSet<object>();
  provider.on('server_error', (ctx, error) => {
    if (isUnavailable(error)) concerned.add(ctx.req);
  });
  provider.use(async (ctx, next) => {
    await next();
    if (!concerned.has(ctx.req)) return;
    ctx.status = 503;
    ctx.set('Retry-After', RETRY_SECONDS);
    if (isErrorBody(ctx as unknown as KoaContextWithOIDC)) {
      ctx.body = { error: 'temporarily_unavailable', error_description: 'try again as Retry-After says' };
    }
  });
}

const isErrorBody = (ctx: KoaContextWithOIDC): boolean =>
  typeof ctx.body === 'object' && ctx.body !== null && 'error' in ctx.body;
