import {
  isPodError,
  itemAddress,
  listAddress,
  type ParsedList,
  type Pod,
  readCategory,
  readItem,
} from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useWatch } from '../../pod/use-watch.ts';
import { keptPod } from '../my-data/items/use-items.ts';
import { isBroken } from '../my-data/pod-fault.tsx';
import { issueCategory } from './issue-category.ts';

/** One issue. `isWhole` is false where its own document cannot be understood: then it is what the list says. */
export interface WholeIssue {
  readonly issue: DataItem;
  readonly isWhole: boolean;
}

const keptIssues = (pod: Pod) => keptPod.category(pod, issueCategory);

/** All issues by their list alone. It can be long: it is read again when it has changed, not every few seconds. */
export function useIssueList(pod: Pod) {
  useWatch(pod, [listAddress(issueCategory, pod.container)], useIssuesChanged(pod));
  return useQuery({
    queryKey: keptIssues(pod),
    queryFn: ({ signal }) => readList({ ...pod, signal }),
  });
}

/** One issue with its messages, which follows what companies and other apps write. */
export function useIssue(pod: Pod, id: string) {
  useWatch(pod, documentsOf(pod, id), useIssuesChanged(pod));
  return useQuery({
    queryKey: [...keptIssues(pod), 'whole', id],
    queryFn: ({ signal }) => readWhole({ ...pod, signal }, id),
  });
}

/** To be called when an issue was changed, here or elsewhere. */
export function useIssuesChanged(pod: Pod): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: keptIssues(pod) }), [queries, pod]);
}

/** What an issue is made of. What is typed into the address line may name no issue at all. */
function documentsOf({ container }: Pod, id: string): readonly string[] {
  const list = listAddress(issueCategory, container);
  try {
    return [list, itemAddress(issueCategory, container, id)];
  } catch {
    return [list];
  }
}

async function readList(pod: Pod): Promise<ParsedList> {
  const reading = await readCategory(pod, { category: issueCategory });
  return reading.status === 'read' ? reading : { items: [], rejected: [] };
}

async function readWhole(pod: Pod, id: string): Promise<WholeIssue> {
  try {
    return { issue: await readItem(pod, { category: issueCategory, id }), isWhole: true };
  } catch (fault) {
    if (!isPodError(fault) || !isBroken(fault)) throw fault;
    // Either the list or the issue's own document: the list tells which, by being readable.
    const issue = (await readList(pod)).items.find((each) => each.id === id);
    if (issue === undefined) throw fault;
    return { issue, isWhole: false };
  }
}
