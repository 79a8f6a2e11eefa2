import { useQuery } from '@tanstack/react-query';
import { useGateway } from './gateway.tsx';
import { kept } from './queries.ts';

/** The links that the person made, the newest first. */
export function useInvitations() {
  const gateway = useGateway();
  return useQuery({ queryKey: kept.invitations, queryFn: ({ signal }) => gateway.invitations({ signal }) });
}
