/** How a pod is reached: login is the caller's business, so is guarding `fetch` against private addresses. */
export interface PodAccess {
  /** The WebID that `fetch` acts for, where there is one. */
  readonly webId?: string;
  readonly fetch: typeof fetch;
  /** Ends every call made with this access. */
  readonly signal?: AbortSignal;
  /** The time limit of one request with its body, in milliseconds. Default 10 000. */
  readonly timeoutMs?: number;
}

/** The default time limit of one request. CSS never answers some requests, so there always is one. */
export const DEFAULT_TIMEOUT_MS = 10_000;
