import { ownerApi } from '@parley/protocol';
import { type Response, Router } from 'express';
import type { SilenceStore } from '../access-request/silences.ts';
import { exactJsonBody, readAct } from '../http/owner-act.ts';
import { ownerOf } from '../http/require-owner.ts';

/** `/silences` of the owner API: vendors that she does not want to be asked by for now. Mounted after `requireOwner`. */
export function createSilenceRoutes({ silences }: { silences: SilenceStore }): Router {
  const router = Router();
  const list = async (response: Response): Promise<void> => {
    const lasting = await silences.list(ownerOf(response).ownerId);
    response.json({
      silences: lasting.map(({ until, ...each }) => ({ ...each, until: until.toISOString() })),
    });
  };
  router.get('/silences', (_request, response) => list(response));
  router.post('/silences/:digest', exactJsonBody(), async (request, response) => {
    const { act } = await readAct(request, ownerApi.silenceRequestSchema);
    await silences.set({ ownerId: ownerOf(response).ownerId, ...act });
    await list(response);
  });
  return router;
}
