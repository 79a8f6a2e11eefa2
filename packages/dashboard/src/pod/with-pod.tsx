import type { Pod } from '@parley/pod-client';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../design/problem-notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useConnection } from '../gateway/queries.ts';
import { ConnectFirst } from '../pages/connect/connect-first.tsx';
import { usePod } from './use-pod.ts';

/** What needs the pod; where it is not connected, the way to connect it. */
export function WithPod({ children }: { readonly children: (pod: Pod) => ReactNode }) {
  const { error, refetch, isPending } = useConnection();
  const pod = usePod();
  if (isPending) return <Skeleton lines={4} />;
  if (error !== null) return <ProblemNotice fault={error} onRetry={refetch} />;
  if (pod !== undefined) return children(pod);
  return <ConnectFirst />;
}
