import type { Issue } from '@parley/vendor-sdk';
import type { AcmeParts } from '../acme-parts.ts';
import { readHonours, type SpokenPreference } from '../measure/honours.ts';

/** An issue as the copy has it, with what it takes to answer it. */
export interface IssueView {
  readonly consentId: string;
  readonly subject: string;
  readonly issue: Issue;
  /** The customer lets us answer. */
  readonly mayReply: boolean;
  readonly preferences: readonly SpokenPreference[];
}

export async function readIssueView(
  { items, standings, database }: Pick<AcmeParts, 'items' | 'standings' | 'database'>,
  { consentId, id }: { readonly consentId: string; readonly id: string },
): Promise<IssueView | undefined> {
  const held = await items.issue(consentId, id);
  if (held === undefined) return undefined;
  const { body: issue, subject } = held;
  const details = (await standings.find(consentId))?.state?.details ?? [];
  const mayReply = details.some(({ actions }) => actions.includes('converse'));
  const preferences = await readHonours(database, await items.preferences(consentId));
  return { consentId, subject, issue, mayReply, preferences };
}
