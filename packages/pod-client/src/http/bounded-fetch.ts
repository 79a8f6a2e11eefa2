import { DEFAULT_MAX_BYTES } from '../conditional-get.ts';
import type { PodAccess } from '../pod-access.ts';
import { readBody } from './read-body.ts';
import { send } from './send.ts';
import { statusProblem } from './status-problem.ts';

/**
 * A `fetch` for libraries that read by themselves: no redirect, limited in time and size, failures as PodError.
 * A status of 404 is passed on where `passNotFound` says so.
 */
export function boundedFetch(
  access: PodAccess,
  options: { readonly passNotFound?: boolean } = {},
): typeof fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : `${input}`;
    const headers = Object.fromEntries(new Headers(init?.headers));
    const method = init?.method === 'HEAD' ? 'HEAD' : 'GET';
    return send(access, { method, url, headers }, async (response) => {
      const isPassed = response.ok || (response.status === 404 && options.passNotFound === true);
      if (!isPassed) throw statusProblem(response.status);
      const body = method === 'HEAD' ? null : await readBody(response, DEFAULT_MAX_BYTES);
      const copy = new Response(body, { status: response.status, headers: response.headers });
      // Relative IRIs are resolved against it, and a copy has none.
      return Object.defineProperty(copy, 'url', { value: url.split('#')[0] });
    });
  };
}
