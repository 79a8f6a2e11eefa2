import type { Pod } from '@parley/pod-client';
import type { OpenedIssue } from '@parley/protocol';
import { useEffect } from 'react';
import { PageHeader } from '../../../design/page-header.tsx';
import { plainWords } from '../../../design/plain-words.ts';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { Stack } from '../../../design/stack.tsx';
import { useAllConsents } from '../../../gateway/all-consents.ts';
import { useWords } from '../../../words/locale.tsx';
import { useChoosable } from '../form/use-choosable.ts';
import { useAdopt } from './use-adopt.ts';

/** What a company has begun, opened for the first time: from here on it is an issue of the person's. */
export function OpeningPage({ pod, opening }: { readonly pod: Pod; readonly opening: OpenedIssue }) {
  const { issues } = useWords();
  const { known, fault, refetch } = useChoosable(pod);
  // Whom it is for is known once it is known what is shared.
  const { isWhole, error } = useAllConsents();
  const { mutate, isIdle, error: refused } = useAdopt(pod, opening);
  const isReady = known !== undefined && isWhole;
  useEffect(() => {
    if (isReady && isIdle) mutate(known);
  }, [isReady, isIdle, mutate, known]);
  const wrong = fault ?? error ?? refused;
  return (
    <>
      <PageHeader title={plainWords(opening.title)} lead={issues.opened.becomes} />
      <Stack>
        {wrong !== null && wrong !== undefined ? (
          <ProblemNotice
            fault={wrong}
            onRetry={() => (refused === null ? refetch() : known && mutate(known))}
          />
        ) : (
          <Skeleton lines={8} />
        )}
      </Stack>
    </>
  );
}
