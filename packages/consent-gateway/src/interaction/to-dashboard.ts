import type { AccessRequest } from '../access-request/access-request.ts';

/** Where a browser with an open request is sent on to. The id opens nothing by itself: every step here asks for the cookie. */
export const arrivalAt = (dashboard: string, { interactionUid }: AccessRequest): string =>
  `${dashboard}/requests/arriving?interaction=${encodeURIComponent(interactionUid ?? '')}`;

/**
 * Where a tab of the dashboard is led back to: the request, bound to it. A second tab, where the first is gone by now, can still decide on
 * the plain page.
 */
export const afterBinding = (
  dashboard: string,
  { requestId, interactionUid }: AccessRequest,
  isBound: boolean,
): string =>
  isBound
    ? `${dashboard}/requests/${requestId}`
    : `/interaction/${encodeURIComponent(interactionUid ?? '')}?plain`;
