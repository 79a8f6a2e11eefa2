import type { RequestView } from '@parley/protocol';

/**
 * What the person can do about a request from here.
 * `decide`: all; `here_no_more`: a browser tab carries it, another one; `comes_back`: put off, and the company brings it again; `over`.
 */
export type Standing = 'decide' | 'here_no_more' | 'comes_back' | 'over';

export function standingOf(
  { status, cameBy }: Pick<RequestView, 'status' | 'cameBy'>,
  { isCarriedHere }: { readonly isCarriedHere: boolean },
): Standing {
  if (status !== 'requested' && status !== 'deferred') return 'over';
  if (cameBy !== 'redirect') return 'decide';
  if (status === 'deferred') return 'comes_back';
  return isCarriedHere ? 'decide' : 'here_no_more';
}
