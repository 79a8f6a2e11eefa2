import { isPodError, type Pod, readItem, updateItem } from '@parley/pod-client';
import { issueCategory } from './issue-category.ts';

/** Adds something to an issue's own document. One that another app wrote without gets one first. */
export async function withDocument(pod: Pod, id: string, add: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (fault) {
    if (!isPodError(fault) || fault.code !== 'not_found') throw fault;
    await makeDocument(pod, id);
    await add();
  }
}

/** What is shown may be older than what was just done to the issue, such as closing it: the document is made for it as it is now. */
async function makeDocument(pod: Pod, id: string): Promise<void> {
  const item = await readItem(pod, { category: issueCategory, id });
  const fields = { description: item.fields['description'] };
  await updateItem(pod, { category: issueCategory, item, fields });
}
