import {
  type Attachment,
  categories,
  type DataCategory,
  type DataItem,
  type FieldValue,
  type ThreadMessage,
} from '@parley/protocol';

/** What an issue is made of. */
export const issueCategory: DataCategory = declared();

function declared(): DataCategory {
  const category = categories.get('issues');
  if (category === undefined) throw new Error('there is no category of issues');
  return category;
}

/** A field that is a text or a word. */
export function textOf({ fields }: DataItem, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

export function messagesOf({ fields }: DataItem): readonly ThreadMessage[] {
  return partsOf(fields['messages']).filter((part) => 'content' in part);
}

export function attachmentsOf({ fields }: DataItem): readonly Attachment[] {
  return partsOf(fields['attachments']).filter((part) => 'mediaType' in part);
}

const partsOf = (value: FieldValue | undefined): readonly (ThreadMessage | Attachment)[] =>
  typeof value === 'object' ? value : [];

export const isClosed = (issue: DataItem): boolean => issue.fields['state'] === 'closed';

/** When it last changed, as far as it says. */
export const changedAt = (issue: DataItem): string =>
  textOf(issue, 'modifiedAt') ?? textOf(issue, 'createdAt') ?? '';
