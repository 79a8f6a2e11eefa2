/** Every way in which working with a pod can fail, as a stable code. */
export type PodErrorCode =
  | 'access_denied'
  | 'access_not_effective'
  | 'access_rules_unknown'
  | 'address_refused'
  | 'ambiguous_storage'
  | 'conflict'
  | 'content_rejected'
  | 'discovery_failed'
  | 'invalid_item'
  | 'login_failed'
  | 'not_connected'
  | 'not_found'
  | 'patch_not_supported'
  | 'redirected'
  | 'too_large'
  | 'unavailable'
  | 'unexpected_answer';

/** One fixed sentence for each code: a message never holds a WebID, an address or a value of the owner. */
const MESSAGES: Readonly<Record<PodErrorCode, string>> = {
  access_denied: 'The pod refuses access to this resource.',
  access_not_effective: 'The access rules were written, but the pod does not apply them as written.',
  access_rules_unknown: 'The pod server does not say which access rules it reads, so none were written.',
  address_refused: 'The address does not lie inside the container, or is not in normal form.',
  ambiguous_storage: 'The profile names several storages; the owner has to choose one.',
  conflict: 'The resource has changed meanwhile; read it again.',
  content_rejected: 'The document cannot be read.',
  discovery_failed: 'The profile does not say what is needed.',
  invalid_item: 'The item does not fit its category.',
  login_failed: 'The identity provider refuses the login.',
  not_connected: 'The pod is not connected to a gateway.',
  not_found: 'The resource does not exist.',
  patch_not_supported: 'The pod server takes no N3 Patch, which the Solid Protocol asks for.',
  redirected: 'The pod server answers at another address; connect the pod by that address.',
  too_large: 'The document is larger than is accepted.',
  unavailable: 'The pod server cannot be reached, or is not answering as it should.',
  unexpected_answer: 'The pod server answered in a way that the Solid Protocol does not foresee.',
};

export interface PodErrorOptions {
  readonly cause?: unknown;
  /** The HTTP status, where an answer was the reason. */
  readonly status?: number;
  /** The line of the document, where its text was the reason. */
  readonly line?: number;
  /** The name of the declared field, where an item was the reason. */
  readonly field?: string;
}

/**
 * The one error class of this package: tell them apart by `code`.
 * An aborted call is not one of them: it rejects with the reason of its signal.
 */
export class PodError extends Error {
  override readonly name = 'PodError';
  readonly code: PodErrorCode;
  declare readonly status?: number;
  declare readonly line?: number;
  declare readonly field?: string;

  constructor(code: PodErrorCode, options: PodErrorOptions = {}) {
    super(MESSAGES[code], options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    if (options.status !== undefined) this.status = options.status;
    if (options.line !== undefined) this.line = options.line;
    if (options.field !== undefined) this.field = options.field;
  }
}

/** Whether something thrown is a {@link PodError}, also one from another copy of this package. */
export function isPodError(value: unknown): value is PodError {
  return value instanceof Error && value.name === 'PodError' && 'code' in value;
}
