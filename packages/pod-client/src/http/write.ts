import { PodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import { N3_PATCH_TYPE } from '../rdf/n3-patch.ts';
import { send } from './send.ts';
import { statusProblem } from './status-problem.ts';

export type WriteCondition =
  | { readonly ifMatch: string }
  | { readonly ifNoneMatch: '*' }
  | Record<never, never>;

/**
 * Writes a Turtle document.
 *
 * @throws {PodError} `conflict`: the condition does not hold; `access_denied`; `unavailable`
 */
export function put(
  access: PodAccess,
  options: { url: string; turtle: string; condition: WriteCondition },
): Promise<void> {
  const { url, turtle, condition } = options;
  const headers = { 'content-type': 'text/turtle', ...conditionHeaders(condition) };
  return send(access, { method: 'PUT', url, body: turtle, headers }, expectSuccess);
}

/**
 * Makes a file of any media type.
 *
 * @throws {PodError} `conflict`: there is one; `access_denied`; `unavailable`
 */
export function putFile(
  access: PodAccess,
  options: { url: string; mediaType: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { url, mediaType, bytes } = options;
  const headers = { 'content-type': mediaType, 'if-none-match': '*' };
  return send(access, { method: 'PUT', url, body: bytes, headers }, expectSuccess);
}

/**
 * Applies an N3 Patch.
 *
 * @throws {PodError} `conflict`: the condition does not hold, or what it asks for or deletes is no longer there;
 * `patch_not_supported`
 */
export function patch(
  access: PodAccess,
  options: { url: string; n3: string; condition: WriteCondition },
): Promise<void> {
  const { url, n3, condition } = options;
  const headers = { 'content-type': N3_PATCH_TYPE, ...conditionHeaders(condition) };
  return send(access, { method: 'PATCH', url, body: n3, headers }, (response) => {
    if (PATCH_REFUSED.has(response.status)) {
      throw new PodError('patch_not_supported', { status: response.status });
    }
    expectSuccess(response);
  });
}

/** Deletes a resource; one that is already gone is no error. */
export function remove(
  access: PodAccess,
  options: { url: string; condition?: WriteCondition },
): Promise<void> {
  const headers = conditionHeaders(options.condition ?? {});
  return send(access, { method: 'DELETE', url: options.url, headers }, (response) => {
    if (response.status !== 404 && response.status !== 410) expectSuccess(response);
  });
}

/** Neither this method, nor this media type, nor patches at all: what servers answer that take none. */
const PATCH_REFUSED: ReadonlySet<number> = new Set([405, 415, 501]);

function conditionHeaders(condition: WriteCondition): Record<string, string> {
  // A weak ETag never matches here (RFC 9110, 13.1.1): what is left to ask is that the resource exists.
  if ('ifMatch' in condition) {
    return { 'if-match': condition.ifMatch.startsWith('W/') ? '*' : condition.ifMatch };
  }
  return 'ifNoneMatch' in condition ? { 'if-none-match': condition.ifNoneMatch } : {};
}

function expectSuccess(response: Response): void {
  if (!response.ok) throw statusProblem(response.status);
}
