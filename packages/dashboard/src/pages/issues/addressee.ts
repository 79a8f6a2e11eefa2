import type { ParsedVendors } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import type { Words } from '../../words/en.ts';
import { companyName } from '../requests/who/company-name.ts';

type IssueWords = Words['issues'];

/** Whom an id of an audience stands for, by the name that the person gave it. */
export function nameOf(id: string, known: ParsedVendors | undefined, words: IssueWords): string {
  const entry =
    known?.vendors.find((vendor) => vendor.id === id) ?? known?.circles.find((circle) => circle.id === id);
  // Not read yet is not the same as gone.
  return entry === undefined ? (known === undefined ? '…' : words.unknown) : companyName(entry);
}

/** For whom an issue is, one by one. */
export function addresseeNames(
  audience: DataItem['audience'],
  known: ParsedVendors | undefined,
  words: IssueWords,
): readonly string[] {
  if (audience === 'everyone') return [words.everyone];
  return audience.length === 0 ? [words.nobody] : audience.map((id) => nameOf(id, known, words));
}

/** Who has written a message that is not the person's: certain only where the issue is for one company alone. */
export function writerName(
  audience: DataItem['audience'],
  known: ParsedVendors | undefined,
  words: IssueWords,
): string {
  const [only, ...others] = audience === 'everyone' ? [] : audience;
  const vendor = others.length === 0 ? known?.vendors.find(({ id }) => id === only) : undefined;
  return vendor === undefined ? words.thread.company : companyName(vendor);
}
