import type { PodAccess } from '../pod-access.ts';
import { send } from './send.ts';
import { statusProblem } from './status-problem.ts';

/**
 * The resource's ETag now, asked with HEAD: Community Solid Server answers writes without one.
 * `undefined` where the server gives none, or the resource is gone meanwhile.
 */
export function etagOf(access: PodAccess, url: string): Promise<string | undefined> {
  return send(access, { method: 'HEAD', url, headers: { accept: 'text/turtle' } }, (response) => {
    if (response.status === 404 || response.status === 410) return undefined;
    if (!response.ok) throw statusProblem(response.status);
    return response.headers.get('etag') ?? undefined;
  });
}
