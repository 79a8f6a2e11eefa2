const MAX_LENGTH = 16_384;
/** By the length's rest by four: what a text can end in whose unused bits are zero. With a rest of one it is none. */
const LAST_CHARACTER = [/$/, undefined, /[AQgw]$/, /[AEIMQUYcgkosw048]$/] as const;

/**
 * Whether a text is a compact JWS in the one form that it was made in. Libraries also take padding, spaces and other unused
 * bits; then one token would have many texts, and whatever is kept by a token's text could be passed by.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-3.1
 */
export function isCompactForm(text: string): boolean {
  if (text.length > MAX_LENGTH || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(text)) return false;
  return text.split('.').every((part) => LAST_CHARACTER[part.length % 4]?.test(part) ?? false);
}
