import { base64url, type FieldValue } from '@parley/protocol';
import { CrmConnectorError } from '../errors.ts';

const KEY_BYTES = 32;

/** Digests that mean nothing to whom has no key, and are the same on every process that has it. */
export interface KeyedDigest {
  /** 43 characters of base64url. */
  digest(...parts: readonly string[]): Promise<string>;
}

/** @throws {invalid_options} for a key of fewer than 32 bytes */
export function createKeyedDigest(key: Uint8Array): KeyedDigest {
  if (key.length < KEY_BYTES) throw new CrmConnectorError('invalid_options', { detail: 'a key of 32 bytes' });
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = crypto.subtle.importKey('raw', new Uint8Array(key), algorithm, false, ['sign']);
  return {
    async digest(...parts) {
      const bytes = new TextEncoder().encode(JSON.stringify(parts));
      return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', await imported, bytes)));
    },
  };
}

/** By what a value is known again when the CRM reports it: line ends and space around it are the CRM's to change. */
export function markOf(
  { digest }: KeyedDigest,
  { externalId, value }: { readonly externalId: string; readonly value: FieldValue },
): Promise<string> {
  const said = typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').trim() : value;
  return digest('mark', externalId, JSON.stringify(said));
}
