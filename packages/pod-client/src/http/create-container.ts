import { isPodError } from '../errors.ts';
import type { PodAccess } from '../pod-access.ts';
import { send } from './send.ts';
import { statusProblem } from './status-problem.ts';
import { put } from './write.ts';

/** Makes a container; one that is there already is left as it is. */
export async function createContainer(access: PodAccess, url: string): Promise<void> {
  if (await isThere(access, url)) return;
  const headers = {
    'content-type': 'text/turtle',
    'if-none-match': '*',
    link: '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
  };
  await send(access, { method: 'PUT', url, headers, body: '' }, ({ status, ok }) => {
    // Somebody else was quicker.
    if (!ok && status !== 412 && status !== 409) throw statusProblem(status);
  });
}

/** Makes a Turtle document; one that is there already is left as it is. */
export async function createDocument(access: PodAccess, url: string, turtle: string): Promise<void> {
  // Asked first, because a server that does not know the condition would overwrite what is there.
  if (await isThere(access, url)) return;
  try {
    await put(access, { url, turtle, condition: { ifNoneMatch: '*' } });
  } catch (error) {
    if (!isPodError(error) || error.code !== 'conflict') throw error;
  }
}

function isThere(access: PodAccess, url: string): Promise<boolean> {
  return send(access, { method: 'HEAD', url }, ({ status, ok }) => {
    if (!ok && status !== 404 && status !== 410) throw statusProblem(status);
    return ok;
  });
}
