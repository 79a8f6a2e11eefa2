/** Something happened to a watched resource. It is a hint to read again, never content. */
export interface PodChange {
  /** The watched resource. */
  readonly url: string;
  /** On a container only `add` and `remove` of members arrive; changes inside a member need a watch of their own. */
  readonly kind: 'add' | 'remove' | 'create' | 'update' | 'delete';
  /** The member that was added or removed. */
  readonly member?: string;
  /** The new ETag, where the server says it. */
  readonly state?: string;
}

const KINDS: ReadonlyMap<string | undefined, PodChange['kind']> = new Map([
  ['Add', 'add'],
  ['Remove', 'remove'],
  ['Create', 'create'],
  ['Update', 'update'],
  ['Delete', 'delete'],
]);

/**
 * A notification message as a change of the watched resource, or `undefined` where it is about something else.
 *
 * @see https://solidproject.org/TR/notifications-protocol
 */
export function readNotification(message: unknown, url: string): PodChange | undefined {
  const body = parse(message);
  const kind = KINDS.get(typeOf(body));
  if (body === undefined || kind === undefined) return undefined;
  const object = idOf(body['object']);
  const state = text(body['state']);
  const about = state === undefined ? {} : { state };
  if (kind === 'add' || kind === 'remove') {
    if (idOf(body['target']) !== url || object === undefined || !object.startsWith(url)) return undefined;
    return { url, kind, member: object, ...about };
  }
  return object === url ? { url, kind, ...about } : undefined;
}

function parse(message: unknown): Record<string, unknown> | undefined {
  if (typeof message !== 'string' || message.length > 65_536) return undefined;
  try {
    const body: unknown = JSON.parse(message);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function typeOf(body: Record<string, unknown> | undefined): string | undefined {
  const type = body?.['type'];
  return text(Array.isArray(type) ? type[0] : type);
}

function idOf(value: unknown): string | undefined {
  return text(value) ?? text((value as { id?: unknown } | null | undefined)?.id);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
