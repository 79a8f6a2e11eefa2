import { PageHeader } from '../../design/page-header.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { Stack } from '../../design/stack.tsx';
import { useConnection } from '../../gateway/queries.ts';
import { useWords } from '../../words/locale.tsx';
import { ConnectFirst } from '../connect/connect-first.tsx';
import { Companies } from './companies.tsx';
import { Lately } from './lately.tsx';
import { News } from './news.tsx';
import { Waiting } from './waiting.tsx';
import { WorthALook } from './worth-a-look.tsx';

/** What waits, what is new, what is worth a look, who may read, and what happened lately: each one click from what can be done. */
export function StartPage() {
  const { start } = useWords();
  const { data, error, refetch, isPending } = useConnection();
  return (
    <>
      <PageHeader title={start.title} />
      <Stack>
        {error !== null && <ProblemNotice fault={error} onRetry={refetch} />}
        {isPending && <Skeleton lines={6} />}
        {data?.container === null && <ConnectFirst />}
        {data !== undefined && <Waiting />}
        {data !== undefined && data.container !== null && (
          <>
            <News />
            <WorthALook />
            <Companies />
            <Lately />
          </>
        )}
      </Stack>
    </>
  );
}
