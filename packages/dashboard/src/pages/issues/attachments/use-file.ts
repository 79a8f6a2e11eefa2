import { type Pod, readAttachment } from '@parley/pod-client';
import type { Attachment } from '@parley/protocol';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { issueCategory } from '../issue-category.ts';

/** Ten megabytes take their time on a train. */
const READ_MS = 120_000;

/** The bytes of a file, read once it is asked for and forgotten with what shows it. `address`: good within this page alone. */
export function useFile(pod: Pod, attachment: Attachment) {
  const { data, error, refetch } = useQuery({
    queryKey: ['file', pod.container, attachment.id],
    queryFn: ({ signal }) =>
      readAttachment({ ...pod, signal, timeoutMs: READ_MS }, { category: issueCategory, attachment }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (data === undefined) return undefined;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return { address, fault: error, read: refetch };
}
