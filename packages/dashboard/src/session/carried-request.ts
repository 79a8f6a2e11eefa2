import { base64url, sha256 } from '@parley/protocol';

/**
 * A request that a company's page brought into this browser is decided with a secret that only this tab has: its digest is bound to the
 * browser's cookie at the gateway, the secret goes with each act. See the decision record about bound browsers.
 */
const ARRIVING = 'parley.arriving';
const CARRIED = 'parley.carried.';
const SECRET_BYTES = 32;

interface Arriving {
  readonly interaction: string;
  readonly secret: string;
}

/** Where the browser goes to bind this tab. The same tab gets the same secret again, so that going back and forth does no harm. */
export async function bindAddress(options: {
  readonly gateway: string;
  readonly interaction: string;
}): Promise<string> {
  const { gateway, interaction } = options;
  const before = arriving();
  const secret =
    before?.interaction === interaction
      ? before.secret
      : base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  sessionStorage.setItem(ARRIVING, JSON.stringify({ interaction, secret } satisfies Arriving));
  const address = new URL(`${gateway}/interaction/${encodeURIComponent(interaction)}/bind`);
  address.searchParams.set('app_challenge', await sha256(secret));
  address.searchParams.set('to', 'dashboard');
  return address.href;
}

/** The page of the gateway on which the same request is decided without this app. */
export const plainPageAddress = (options: { gateway: string; interaction: string }): string =>
  `${options.gateway}/interaction/${encodeURIComponent(options.interaction)}?plain`;

/** The secret of a request, where this tab carries it. It has to be claimed with it once, before anything else is asked about it. */
export function secretOf(requestId: string): string | undefined {
  const known = sessionStorage.getItem(CARRIED + requestId);
  return known ?? undefined;
}

/** The secret of the request that has just arrived, before it is known which request that is. */
export const arrivingSecret = (): string | undefined => arriving()?.secret;

/** The gateway has taken the secret for this request. */
export function keepSecret(requestId: string, secret: string): void {
  sessionStorage.setItem(CARRIED + requestId, secret);
  sessionStorage.removeItem(ARRIVING);
}

/** It is decided: the secret is of no more use. */
export function forgetSecret(requestId: string): void {
  sessionStorage.removeItem(CARRIED + requestId);
}

function arriving(): Arriving | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(ARRIVING) ?? '') as Arriving;
  } catch {
    return undefined;
  }
}
