/** One stored document. */
export interface StoredResource {
  readonly body: string;
  /** As they came, also where they are no text. */
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined;
  readonly contentType: string;
  /** Milliseconds; no two versions of anything have the same. */
  readonly modifiedMs: number;
}

export type StoreEvent = { readonly url: string; readonly kind: 'Create' | 'Update' | 'Delete' };

/** Documents and containers by address. Containers exist from the first member on, and stay. */
export class ResourceStore {
  readonly #resources = new Map<string, StoredResource>();
  readonly #now: () => Date;
  readonly #onEvent: (event: StoreEvent) => void;
  #latestMs = 0;

  constructor(now: () => Date, onEvent: (event: StoreEvent) => void) {
    this.#now = now;
    this.#onEvent = onEvent;
  }

  get(url: string): StoredResource | undefined {
    return this.#resources.get(url);
  }

  /** The direct members of a container. */
  members(container: string): readonly string[] {
    return [...this.#resources.keys()].filter((url) => url !== container && parentOf(url) === container);
  }

  set(url: string, body: string, contentType: string, bytes?: Uint8Array<ArrayBuffer>): void {
    const kind = this.#resources.has(url) ? 'Update' : 'Create';
    const parent = parentOf(url);
    if (parent !== undefined && !this.#resources.has(parent)) this.set(parent, '', 'text/turtle');
    this.#store(url, body, contentType, bytes);
    // A new member changes its container.
    const container = parent === undefined ? undefined : this.#resources.get(parent);
    if (kind === 'Create' && parent !== undefined && container !== undefined) {
      this.#store(parent, container.body, container.contentType);
    }
    this.#onEvent({ url, kind });
  }

  delete(url: string): void {
    this.#resources.delete(url);
    const parent = parentOf(url);
    const container = parent === undefined ? undefined : this.#resources.get(parent);
    if (parent !== undefined && container !== undefined)
      this.#store(parent, container.body, container.contentType);
    this.#onEvent({ url, kind: 'Delete' });
  }

  #store(url: string, body: string, contentType: string, bytes?: Uint8Array<ArrayBuffer>): void {
    this.#latestMs = Math.max(this.#now().getTime(), this.#latestMs + 1);
    this.#resources.set(url, { body, bytes, contentType, modifiedMs: this.#latestMs });
  }
}

/** The container that a resource lies in; `undefined` for a root. */
export function parentOf(url: string): string | undefined {
  const { origin, pathname } = new URL(url);
  if (pathname === '/') return undefined;
  return origin + pathname.slice(0, pathname.lastIndexOf('/', pathname.length - 2) + 1);
}
