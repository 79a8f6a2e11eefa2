// The approved read: a page of a category, or one item. In: a token with its proof, and the purpose.

import { type DataAccess, type DataCategory, PURPOSE_HEADER } from '@parley/protocol';
import { problem } from '../answers.ts';
import { checkAccessToken, type Presented, whyStopped } from '../checks/access-token.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems, type Scope } from '../read/approved-items.ts';
import { countRead } from '../read/count-read.ts';
import { etagged } from '../read/etagged.ts';
import { pageOf } from '../read/page-of.ts';
import type { Endpoint } from './endpoint.ts';

export const approvedRead: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const url = new URL(request.url);
  const [, name = '', id] = /^\/v1\/([a-z]+)(?:\/([\w-]+))?$/.exec(url.pathname) ?? [];
  const scope = scopeOf(presented, { category: state.categories.get(name), id, request, state });
  const body =
    id === undefined ? await pageOf(scope, url.searchParams, state) : itemOf(scope, url, id, state);
  countRead(presented.consent, scope.entry, state);
  return etagged(body, request);
};

interface Wanted {
  readonly category: DataCategory | undefined;
  readonly id: string | undefined;
  readonly request: Request;
  readonly state: FakeState;
}

/** The entry of the consent that covers this, for exactly the stated purpose. */
export function scopeOf({ claims, consent }: Presented, { category, id, request, state }: Wanted): Scope {
  const purpose = request.headers.get(PURPOSE_HEADER);
  const entry = claims.authorization_details.find((each) => each.purpose === purpose);
  const isThere = category !== undefined && (id === undefined || category.itemDocument !== undefined);
  if (entry === undefined || !isThere || !covers(entry, category.name))
    throw problem('insufficient_authorization', state.origin);
  return { entry, category, consent, isItem: id !== undefined };
}

const covers = (entry: DataAccess, category: string): boolean =>
  entry.actions.includes('read') && entry.datatypes.includes(category);

function itemOf(scope: Scope, url: URL, wanted: string, state: FakeState): object {
  const item = approvedItems(scope, url.searchParams, state)?.find(({ id }) => id === wanted);
  if (item === undefined) throw problem('not_found', state.origin);
  return item;
}
