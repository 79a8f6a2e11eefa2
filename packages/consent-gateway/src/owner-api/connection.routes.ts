import { ownerApi } from '@parley/protocol';
import { Router } from 'express';
import { exactJsonBody, readBody } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';
import { challengeConnection, connectPod } from './connect-pod.ts';

type ConnectOptions = Parameters<typeof connectPod>[1];

export interface ConnectionRoutesOptions extends ConnectOptions {
  /** The connected container, if there is one. */
  findContainer: (ownerId: string) => Promise<string | undefined>;
  /** Ends every consent of the owner, then forgets the container. */
  disconnect: (ownerId: string) => Promise<void>;
}

/** `/connection` of the owner API: naming one's pod, with proof. Mounted after `requireOwner`. */
export function createConnectionRoutes(options: ConnectionRoutesOptions): Router {
  const router = Router();
  const { gatewayWebId } = options;
  router.get('/connection', async (_request, response) => {
    response.json({
      gatewayWebId,
      container: (await options.findContainer(ownerOf(response).ownerId)) ?? null,
    });
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
    response.json({ gatewayWebId, container: await connectPod({ ownerId, webId, container }, options) });
  });
  router.delete('/connection', async (_request, response) => {
    await options.disconnect(ownerOf(response).ownerId);
    response.json({ gatewayWebId, container: null });
  });
  return router;
}
