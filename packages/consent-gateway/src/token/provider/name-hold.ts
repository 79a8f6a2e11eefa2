import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * A vendor on hold is no client to the library. One that has signed a good assertion is told so, and nobody else.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export async function nameHold(
  ctx: KoaContextWithOIDC,
  isVendorHeld: (assertion: string) => Promise<boolean>,
): Promise<void> {
  const { error } = (ctx.body ?? {}) as { error?: unknown };
  const { client_assertion: assertion } = (ctx.oidc.params ?? {}) as Record<string, unknown>;
  if (error !== 'invalid_client' || ctx.oidc.client !== undefined || typeof assertion !== 'string') return;
  if (!(await isVendorHeld(assertion))) return;
  ctx.status = 400;
  ctx.body = {
    error: 'unauthorized_client',
    error_description: 'the vendor is on hold',
    code: 'vendor_held',
  };
}
