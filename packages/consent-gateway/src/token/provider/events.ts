import type { Provider } from 'oidc-provider';

interface Log {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The reasons that the library keeps from callers, for the operator's log: codes and its own fixed words, no parameter of a request. */
const REFUSALS = [
  'grant.error',
  'pushed_authorization_request.error',
  'authorization.error',
  'backchannel_authentication.error',
  'revocation.error',
  'interaction.error',
] as const;

export function logProviderEvents(provider: Provider, log: Log): void {
  for (const event of REFUSALS) {
    provider.on(event as 'grant.error', (_ctx, error: Error & { error?: string; status?: number }) => {
      const fields = { event, code: error.error, status: error.status };
      if ((error.status ?? 500) >= 500) log.error(fields, 'the authorization server failed');
      else if (error.error === 'use_dpop_nonce') log.debug(fields, 'a client has yet to learn the nonce');
      else log.warn(fields, 'the authorization server refused');
    });
  }
  // Its web framework writes whatever breaks off to standard error, with its stack, where nobody else listens.
  provider.on('error' as 'server_error', (...[error]: readonly unknown[]) => {
    log.debug({ fault: error instanceof Error ? error.name : 'unknown' }, 'a caller broke off');
  });
  provider.on('server_error', (_ctx, error: Error & { code?: unknown }) => {
    log.error(
      { event: 'server_error', fault: error.name, code: error.code },
      'the authorization server failed',
    );
  });
}
