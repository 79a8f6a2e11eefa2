import { base64url } from './ids.ts';

/** What a compact JWS says, before anybody has checked who signed it. */
export interface CompactJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Reads a compact JWS whose header and payload are JSON objects; `undefined` for any other text. Only the one right spelling of base64url
 * is read: the spare bits at the end of a signature are covered by nothing, so that otherwise two texts would be one signed text.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7515#section-7.1
 * @example readCompactJws(receipt)?.header['typ'] // 'parley-receipt+jwt'
 */
export function readCompactJws(text: string): CompactJws | undefined {
  const parts = text.split('.');
  const [header, payload, signature] = parts.map(bytesOf);
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) return;
  const [headerObject, payloadObject] = [jsonObject(header), jsonObject(payload)];
  if (headerObject === undefined || payloadObject === undefined || signature.length === 0) return;
  return { header: headerObject, payload: payloadObject };
}

/** The bytes of a base64url text in its one right spelling. */
export function bytesOf(part: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(part) || part.length % 4 === 1) return undefined;
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return base64url(bytes) === part ? bytes : undefined;
}

function jsonObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
