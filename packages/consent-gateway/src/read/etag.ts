import { sha256Text } from '../secrets/digests.ts';

/** The ETag of an answer's own bytes, never the pod's: a change of what is hidden changes nothing. */
export function etagOf(body: string): string {
  return `"${sha256Text(body)}"`;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const listed = ifNoneMatch.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return listed.includes('*') || listed.includes(etag);
}
