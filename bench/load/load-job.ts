import type { SigningKey } from './sign.ts';

/** What the load program is told: one request, over and over, each time with a proof of its own. */
export interface LoadJob {
  /** Where it goes. */
  readonly port: number;
  /** What the one who is asked is called. */
  readonly origin: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly proof: {
    readonly key: SigningKey;
    readonly nonce?: string | undefined;
    readonly accessToken?: string;
  };
  /** Sent as a form, with a client assertion of its own each time. */
  readonly form?: Readonly<Record<string, string>>;
  readonly client?: { readonly key: SigningKey; readonly clientId: string };
  /** How many at the same time. */
  readonly concurrent: number;
  /** Requests of each connection that are not counted. */
  readonly warmUp: number;
  /** Requests of each connection that are. */
  readonly each: number;
}

export interface LoadResult {
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Of each answer, in milliseconds. */
  readonly ms: readonly number[];
}

export type FromLoad =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly result: LoadResult }
  | { readonly kind: 'failed'; readonly reason: string };
