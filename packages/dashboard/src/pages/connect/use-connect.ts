import {
  chooseStorage,
  connectParley,
  openPod,
  readAllowedApps,
  readProfile,
  saveAllowedApps,
} from '@parley/pod-client';
import { CONTAINER_NAME } from '@parley/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../gateway/gateway.tsx';
import { kept } from '../../gateway/queries.ts';
import type { SignedIn } from '../../session/open-session.ts';
import { useSignedIn } from '../../session/session.tsx';

/** Where the person's own profile says that pods are. */
export function useStorages() {
  const { webId, fetch } = useSignedIn();
  return useQuery({
    queryKey: ['storages', webId],
    queryFn: async ({ signal }) => (await readProfile({ webId, fetch, signal })).storages,
  });
}

export const containerIn = (storage: string): string => storage + CONTAINER_NAME;

/**
 * The gateway gives a nonce, this app writes it where only the person can write, the gateway reads it back. Trying again after a fault
 * goes on where it stopped.
 */
export function useConnect() {
  const gateway = useGateway();
  const queries = useQueryClient();
  const signedIn = useSignedIn();
  return useMutation({
    async mutationFn(chosen: string) {
      const { webId, fetch } = signedIn;
      const storage = chooseStorage(await readProfile({ webId, fetch }), chosen);
      const { nonce, gatewayWebId } = await gateway.challenge(containerIn(storage));
      const { container } = await connectParley({ webId, fetch, gatewayWebId, nonce, storage });
      await allowThisApp(container, signedIn);
      return gateway.connect(container);
    },
    onSuccess: (connection) => queries.setQueryData(kept.connection, connection),
  });
}

/** Where the person has allowed others before, this app joins them: it was just used to say so. */
async function allowThisApp(container: string, { webId, fetch, clientId }: SignedIn): Promise<void> {
  const pod = openPod({ container, webId, fetch });
  const before = await readAllowedApps(pod);
  if (before?.includes(clientId) === true) return;
  await saveAllowedApps(pod, { apps: [...(before ?? []), clientId], before });
}
