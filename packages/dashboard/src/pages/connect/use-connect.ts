import { chooseStorage, connectParley, readProfile } from '@parley/pod-client';
import { CONTAINER_NAME } from '@parley/protocol';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useGateway } from '../../gateway/gateway.tsx';
import { kept } from '../../gateway/queries.ts';
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

/** The gateway gives a nonce, this app writes it where only the person can write, the gateway reads it back. */
export function useConnect() {
  const gateway = useGateway();
  const queries = useQueryClient();
  const { webId, fetch } = useSignedIn();
  return useMutation({
    async mutationFn(storage: string) {
      const profile = await readProfile({ webId, fetch });
      const container = containerIn(chooseStorage(profile, storage));
      const { nonce, gatewayWebId } = await gateway.challenge(container);
      await connectParley({ webId, fetch, gatewayWebId, nonce, storage });
      return gateway.connect(container);
    },
    onSuccess: (connection) => queries.setQueryData(kept.connection, connection),
  });
}
