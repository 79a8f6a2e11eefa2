/** Ids are opaque: a prefix that says what they name, and 128 random bits in base64url. */
const PREFIXES = {
  consent: 'consent_',
  request: 'request_',
  entry: 'entry_',
  item: 'item_',
  owner: 'owner_',
  invitation: 'invitation_',
  notice: 'notice_',
  event: 'event_',
} as const;

export type IdKind = keyof typeof PREFIXES;

const ID_BYTES = 16;

/** Fetched for many ids at once, each byte used once: a gateway makes an id for every read, and asking costs more than the bytes. */
const random = new Uint8Array(64 * ID_BYTES);
let used = random.length;

/** A new unguessable id. @example newId('consent') // 'consent_6Z0v…' */
export function newId(kind: IdKind): string {
  if (used === random.length) {
    globalThis.crypto.getRandomValues(random);
    used = 0;
  }
  used += ID_BYTES;
  return PREFIXES[kind] + base64url(random.subarray(used - ID_BYTES, used));
}

/** An id made from keyed bytes (an HMAC): the same on every process, meaningless to whom has no key. */
export function idFromBytes(kind: IdKind, bytes: Uint8Array): string {
  return PREFIXES[kind] + base64url(bytes.subarray(0, ID_BYTES));
}

/** Whether a text has the form of an id of this kind. It says nothing about whether it exists. */
export function isId(kind: IdKind, text: string): boolean {
  return text.startsWith(PREFIXES[kind]) && /^[\w-]{22}$/.test(text.slice(PREFIXES[kind].length));
}

/** RFC 4648 section 5, without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
