import {
  isPodError,
  itemAddress,
  listAddress,
  type ParsedVendors,
  type Pod,
  readCategory,
  readItem,
  readVendors,
} from '@parley/pod-client';
import { type DataItem, DOCUMENTS } from '@parley/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { kept } from '../../gateway/queries.ts';
import { useWatch } from '../../pod/use-watch.ts';
import { issueCategory } from './issue-category.ts';

/** All issues by their list alone, the newest change first by the caller. */
export interface IssueList {
  readonly issues: readonly DataItem[];
  /** Entries that do not fit. */
  readonly rejected: number;
}

/** One issue. `isWhole` is false where its own document cannot be understood: then it is what the list says. */
export interface WholeIssue {
  readonly issue: DataItem;
  readonly isWhole: boolean;
}

/** The list, which follows what other apps write. */
export function useIssueList(pod: Pod) {
  useWatch(pod, [listAddress(issueCategory, pod.container)], useIssuesChanged(pod));
  return useQuery({
    queryKey: kept.issueList(pod.container),
    queryFn: ({ signal }) => readList({ ...pod, signal }),
  });
}

/** One issue with its messages, which follows what companies and other apps write. */
export function useIssue(pod: Pod, id: string) {
  useWatch(pod, documentsOf(pod, id), useIssuesChanged(pod));
  return useQuery({
    queryKey: kept.issue(pod.container, id),
    queryFn: ({ signal }) => readWhole({ ...pod, signal }, id),
  });
}

/** The companies and circles that issues can be for. */
export function useKnownVendors(pod: Pod) {
  return useQuery<ParsedVendors>({
    queryKey: ['pod', pod.container, DOCUMENTS.vendors],
    queryFn: ({ signal }) => readVendors({ ...pod, signal }),
  });
}

/** To be called when an issue was changed, here or elsewhere. */
export function useIssuesChanged(pod: Pod): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    () => queries.invalidateQueries({ queryKey: kept.issues(pod.container) }),
    [queries, pod.container],
  );
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

async function readList(pod: Pod): Promise<IssueList> {
  const reading = await readCategory(pod, { category: issueCategory });
  return reading.status === 'read'
    ? { issues: reading.items, rejected: reading.rejected.length }
    : { issues: [], rejected: 0 };
}

async function readWhole(pod: Pod, id: string): Promise<WholeIssue> {
  try {
    return { issue: await readItem(pod, { category: issueCategory, id }), isWhole: true };
  } catch (fault) {
    if (!isPodError(fault) || (fault.code !== 'content_rejected' && fault.code !== 'too_large')) throw fault;
    // Either the list or the issue's own document: the list tells which, by being readable.
    const issue = (await readList(pod)).issues.find((each) => each.id === id);
    if (issue === undefined) throw fault;
    return { issue, isWhole: false };
  }
}
