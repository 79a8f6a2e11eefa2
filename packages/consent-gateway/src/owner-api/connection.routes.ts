import { ownerApi } from '@parley/protocol';
import { Router } from 'express';
import { exactJsonBody, readBody } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import { challengeConnection, connectPod } from './connect-pod.ts';

type ConnectOptions = Parameters<typeof connectPod>[1];

export interface ConnectionRoutesOptions extends ConnectOptions {
  /** The connected container, if there is one. */
  findContainer: (ownerId: string) => Promise<string | undefined>;
  /** Live consents that are not in the connected container. */
  countElsewhere: (ownerId: string) => Promise<number>;
  /** Ends every consent of the owner, then forgets the container. */
  disconnect: (ownerId: string) => Promise<void>;
}

/** `/connection` of the owner API: naming one's pod, with proof. Mounted after `requireOwner`. */
export function createConnectionRoutes(options: ConnectionRoutesOptions): Router {
  const router = Router();
  const { gatewayWebId } = options;
  const connection = async (ownerId: string, container: string | null) => ({
    gatewayWebId,
    container,
    consentsElsewhere: await options.countElsewhere(ownerId),
  });
  router.get('/connection', async (_request, response) => {
    const { ownerId } = ownerOf(response);
    response.json(await connection(ownerId, (await options.findContainer(ownerId)) ?? null));
  });
  router.post('/connection/challenge', exactJsonBody(), async (request, response) => {
    const { container } = readBody(request, ownerApi.connectionChallengeRequestSchema);
    response
      .status(201)
      .json(await challengeConnection({ ownerId: ownerOf(response).ownerId, container }, options));
  });
  router.put('/connection', exactJsonBody(), async (request, response) => {
    const { container } = readBody(request, ownerApi.connectRequestSchema);
    const { ownerId, webId } = ownerOf(response);
    response.json(await connection(ownerId, await connectPod({ ownerId, webId, container }, options)));
  });
  router.delete('/connection', async (_request, response) => {
    const { ownerId } = ownerOf(response);
    await options.disconnect(ownerId);
    response.json(await connection(ownerId, null));
  });
  return router;
}
