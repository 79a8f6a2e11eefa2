import type { Pod } from '@parley/pod-client';
import type { ReactNode } from 'react';
import { LinkButton } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ProblemNotice } from '../design/problem-notice.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { useConnection } from '../gateway/queries.ts';
import { useWords } from '../words/locale.tsx';
import { usePod } from './use-pod.ts';

/** What needs the pod; where it is not connected, the way to connect it. */
export function WithPod({ children }: { readonly children: (pod: Pod) => ReactNode }) {
  const { connect, start } = useWords();
  const { error, refetch, isPending } = useConnection();
  const pod = usePod();
  if (isPending) return <Skeleton lines={4} />;
  if (error !== null) return <ProblemNotice fault={error} onRetry={refetch} />;
  if (pod !== undefined) return children(pod);
  return (
    <EmptyState
      title={start.connectTitle}
      action={
        <LinkButton to="/connect" weight="main">
          {connect.title}
        </LinkButton>
      }
    >
      {start.connectText}
    </EmptyState>
  );
}
