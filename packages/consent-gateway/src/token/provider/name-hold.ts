import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { ON_HOLD } from '../../vendor/vendor-hold.ts';

const ERROR = 'unauthorized_client';
const DESCRIPTION = 'the vendor is on hold';

/**
 * A vendor on hold is no client to the library, or one that may ask for nothing where an owner has lifted that. One that has signed a good
 * assertion is told so, and nobody else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export async function nameHold(
  ctx: KoaContextWithOIDC,
  isVendorHeld: (assertion: string) => Promise<boolean>,
): Promise<void> {
  const { error, error_description: description } = (ctx.body ?? {}) as Record<string, unknown>;
  if (error === ERROR && description === DESCRIPTION) return sayHeld(ctx);
  const { client_assertion: assertion } = (ctx.oidc.params ?? {}) as Record<string, unknown>;
  if (error !== 'invalid_client' || ctx.oidc.client !== undefined || typeof assertion !== 'string') return;
  if (await isVendorHeld(assertion)) sayHeld(ctx);
}

export function sayHeld(ctx: KoaContextWithOIDC): void {
  ctx.status = 400;
  ctx.body = { error: ERROR, error_description: DESCRIPTION, code: 'vendor_held' };
}

/** Where something is asked for, or a browser comes with it: what an owner has lifted is for what she gave before. */
export function refuseHeld({ oidc }: KoaContextWithOIDC): void {
  const { client } = oidc as { client?: Record<string, unknown> };
  if (client?.[ON_HOLD] === true) throw new errors.CustomOIDCProviderError(ERROR, DESCRIPTION);
}
