import { isPodError, type Pod, readItem, updateItem } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { issueCategory } from '../issue-category.ts';

/**
 * Gives an issue another state. Where another app has changed something else of it meanwhile, that stays; where it has changed the state,
 * nothing is written.
 *
 * @throws {PodError} `conflict`: the state is another by now; as `updateItem`
 */
export async function changeState(
  pod: Pod,
  seen: DataItem,
  state: string,
  /** Of taking a change back: when it was closed stands as it stood before. */
  before?: DataItem,
): Promise<DataItem> {
  const fields = before === undefined ? { state } : { state, closedAt: before.fields['closedAt'] };
  const change = (item: DataItem) => updateItem(pod, { category: issueCategory, item, fields });
  try {
    return await change(seen);
  } catch (fault) {
    if (!isPodError(fault) || fault.code !== 'conflict') throw fault;
    const now = await readItem(pod, { category: issueCategory, id: seen.id });
    if (now.fields['state'] !== seen.fields['state']) throw fault;
    return change(now);
  }
}
