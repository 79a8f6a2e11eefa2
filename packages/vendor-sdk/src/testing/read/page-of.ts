import { type ApprovedPage, sha256 } from '@parley/protocol';
import { problem } from '../answers.ts';
import { latestVersion } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems, type Scope } from './approved-items.ts';

const DEFAULT_LIMIT = '50';
const MAX_LIMIT = 200;

/** One page of a listing. A cursor counts for the listing that it came from, and for no other. */
export async function pageOf(scope: Scope, query: URLSearchParams, state: FakeState): Promise<ApprovedPage> {
  const items = approvedItems(scope, query, state);
  const limit = limitOf(query);
  const cursors = query.getAll('cursor');
  if (items === undefined || limit === undefined || cursors.length > 1)
    throw problem('invalid_request', state.origin);
  const from = cursors[0] === undefined ? 0 : await positionIn(cursors[0], scope, query);
  if (from === undefined) throw problem('invalid_cursor', state.origin);
  const end = from + limit;
  const isLast = end >= items.length;
  return {
    items: items.slice(from, end),
    ...(!isLast && { nextCursor: await cursorAt(end, scope, query) }),
  };
}

/** `undefined`: one that is not taken. */
export function limitOf(query: URLSearchParams): number | undefined {
  const [limit = DEFAULT_LIMIT, ...others] = query.getAll('limit');
  const isLimit = /^[1-9]\d{0,2}$/.test(limit) && Number(limit) <= MAX_LIMIT && others.length === 0;
  return isLimit ? Number(limit) : undefined;
}

async function cursorAt(
  position: number,
  { consent, entry, category }: Scope,
  query: URLSearchParams,
): Promise<string> {
  const listing = [...query].filter(([name]) => name !== 'cursor' && name !== 'limit');
  const facts = [position, consent.id, latestVersion(consent).version, entry.purpose, category.name, listing];
  return `${position}-${await sha256(JSON.stringify(facts))}`;
}

async function positionIn(cursor: string, scope: Scope, query: URLSearchParams): Promise<number | undefined> {
  const position = Number.parseInt(cursor, 10);
  return cursor === (await cursorAt(position, scope, query)) ? position : undefined;
}
