import type { NoticeView } from '@parley/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useGateway } from '../../gateway/gateway.tsx';
import { kept } from '../../gateway/queries.ts';

/** As many as the gateway takes at once. */
const MOST = 200;

/**
 * What is on the page counts as seen, and goes on being called new while one stays on it.
 *
 * @returns whether a notice was new when one came
 */
export function useSeen(notices: readonly NoticeView[] | undefined): (notice: NoticeView) => boolean {
  const gateway = useGateway();
  const queries = useQueryClient();
  const [wereNew, setWereNew] = useState<ReadonlySet<string>>(new Set());
  const { mutate } = useMutation({
    mutationFn: (noticeIds: readonly string[]) => gateway.seen(noticeIds),
    onSuccess: () => queries.invalidateQueries({ queryKey: kept.notices }),
  });
  useEffect(() => {
    const unseen = (notices ?? []).filter(({ noticeId, seen }) => !seen && !wereNew.has(noticeId));
    if (unseen.length === 0) return;
    const noticeIds = unseen.slice(0, MOST).map(({ noticeId }) => noticeId);
    setWereNew((before) => new Set([...before, ...noticeIds]));
    mutate(noticeIds);
  }, [notices, wereNew, mutate]);
  return ({ noticeId, seen }) => !seen || wereNew.has(noticeId);
}
