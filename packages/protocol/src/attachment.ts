/** The media types that a file may have: nothing that a browser would run. */
export const ATTACHMENT_MEDIA_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'application/pdf',
  'text/plain',
] as const;
export type AttachmentMediaType = (typeof ATTACHMENT_MEDIA_TYPES)[number];

/** The largest file, in bytes. */
export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
/** More files than this on one item are not there. */
export const MAX_ATTACHMENTS = 20;
/** As many of a file's first bytes, or all where it is shorter, tell whether it is what it says. */
export const ATTACHMENT_HEAD_BYTES = 512;

/** A file that the owner has attached to an item. Its bytes are read by themselves. */
export interface Attachment {
  /** Opaque towards vendors; in the pod the file's name. */
  readonly id: string;
  readonly mediaType: AttachmentMediaType;
  /** Bytes. */
  readonly size: number;
  /** As the owner called it: a text, never a path. */
  readonly name?: string | undefined;
  /** RFC 3339. */
  readonly createdAt?: string | undefined;
}

const SIGNATURES: Readonly<Record<Exclude<AttachmentMediaType, 'text/plain'>, RegExp>> = {
  'image/jpeg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG\r\n/,
  'image/webp': /^RIFF.{4}WEBP/s,
  'image/gif': /^GIF8[79]a/,
  'application/pdf': /^%PDF-/,
};

/** The type that is meant, where it is one of those that a file may have. Parameters such as a charset count for nothing. */
export function attachmentMediaType(stated: string | null | undefined): AttachmentMediaType | undefined {
  const essence = stated?.split(';')[0]?.trim().toLowerCase();
  return ATTACHMENT_MEDIA_TYPES.find((each) => each === essence);
}

/**
 * Whether a file that begins like this can be of this type. A text has no control characters and does not begin with markup: no
 * reader that guesses takes it for a page.
 *
 * @param head the first `ATTACHMENT_HEAD_BYTES`
 */
export function beginsLike(mediaType: AttachmentMediaType, head: Uint8Array): boolean {
  const text = Array.from(head.subarray(0, ATTACHMENT_HEAD_BYTES), (byte) => String.fromCharCode(byte)).join(
    '',
  );
  if (mediaType !== 'text/plain') return SIGNATURES[mediaType].test(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return !/[\x00-\x08\x0b\x0e-\x1f]/.test(text) && !/^(?:\xef\xbb\xbf)?\s*<|^%PDF-/.test(text);
}

/**
 * How a file is sent: to be saved, never to be shown as a page.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8187#section-3.2
 */
export function attachmentDisposition(name: string | undefined): string {
  if (name === undefined) return 'attachment';
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
