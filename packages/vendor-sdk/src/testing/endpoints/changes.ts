// What is different since a copy was made. In: a token with its proof, the purpose, a cursor. Out: a page of one category's changes.

import { type ChangesPage, coveredFields, type ItemChange, PURPOSE_HEADER, sha256 } from '@parley/protocol';
import { problem } from '../answers.ts';
import { checkAccessToken, type Presented, whyStopped } from '../checks/access-token.ts';
import { type FakeConsent, type FakeCopy, latestVersion } from '../fake-consent.ts';
import type { FakeState } from '../fake-state.ts';
import { approvedItems } from '../read/approved-items.ts';
import { countRead } from '../read/count-read.ts';
import { etagged } from '../read/etagged.ts';
import { limitOf } from '../read/page-of.ts';
import type { Endpoint } from './endpoint.ts';

export const changes: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined) throw stopped;
  const { consent } = presented;
  const entry = entryOf(presented, request, state);
  const query = new URL(request.url).searchParams;
  const limit = limitOf(query);
  const cursors = query.getAll('cursor');
  if (limit === undefined || cursors.length > 1) throw problem('invalid_request', state.origin);
  const scope = { consent, purpose: entry.purpose };
  const held = await copyOf(cursors[0], scope, state);
  const now = approvedNow({ consent, entry }, state);
  const page = await nextPage({ held, now, limit }, scope);
  countRead(consent, entry, state);
  return etagged(page, request);
};

function entryOf({ claims }: Presented, request: Request, state: FakeState) {
  const purpose = request.headers.get(PURPOSE_HEADER);
  const entry = claims.authorization_details.find((each) => each.purpose === purpose);
  if (entry === undefined || !entry.actions.includes('read'))
    throw problem('insufficient_authorization', state.origin);
  if (!/application\/json|\*\/\*/.test(request.headers.get('accept') ?? '*/*'))
    throw problem('not_acceptable', state.origin);
  return entry;
}

interface CopyScope {
  readonly consent: FakeConsent;
  readonly purpose: string;
}

/** A cursor is the name of a copy, sealed as far as a fake can: of another consent or purpose it is none. */
async function copyOf(cursor: string | undefined, scope: CopyScope, state: FakeState): Promise<FakeCopy> {
  if (cursor === undefined) return new Map();
  const [name = ''] = cursor.split('.');
  if (cursor !== (await cursorOf(name, scope))) throw problem('invalid_cursor', state.origin);
  const kept = copiesOf(scope).get(name);
  if (kept === undefined) throw problem('cursor_expired', state.origin);
  return kept;
}

const copiesOf = ({ consent, purpose }: CopyScope): Map<string, FakeCopy> => {
  const kept = consent.copies.get(purpose) ?? new Map<string, FakeCopy>();
  consent.copies.set(purpose, kept);
  return kept;
};

const cursorOf = async (name: string, { consent, purpose }: CopyScope): Promise<string> =>
  `${name}.${await sha256(JSON.stringify([name, consent.id, purpose]))}`;

function approvedNow(
  { consent, entry }: { consent: FakeConsent; entry: ReturnType<typeof entryOf> },
  state: FakeState,
): FakeCopy {
  const all = entry.datatypes
    .filter((name) => coveredFields(entry, name).length > 0)
    .flatMap((name) => {
      const category = state.categories.get(name);
      if (category === undefined) return [];
      const isItem = category.itemDocument !== undefined;
      const items = approvedItems({ entry, category, consent, isItem }, new URLSearchParams(), state) ?? [];
      return items.map((item) => ({ type: 'upserted' as const, category: name, id: item.id, item }));
    });
  return new Map(all.map((each) => [`${each.category} ${each.id}`, each]));
}

/** All of one category, as a real gateway answers; the copy before and the one after are kept. */
async function nextPage(
  { held, now, limit }: { held: FakeCopy; now: FakeCopy; limit: number },
  scope: CopyScope,
): Promise<ChangesPage> {
  const keys = [...new Set([...held.keys(), ...now.keys()])].sort();
  const different = keys.filter((key) => JSON.stringify(held.get(key)) !== JSON.stringify(now.get(key)));
  const [first = ''] = different;
  const [category] = first.split(' ');
  const some = different.filter((key) => key.split(' ')[0] === category).slice(0, limit);
  const next = new Map(held);
  const told = some.map((key): ItemChange => {
    const [name = '', id = ''] = key.split(' ');
    const item = now.get(key);
    if (item === undefined) next.delete(key);
    else next.set(key, item);
    return item ?? { type: 'removed', category: name, id };
  });
  const nameOf = (copy: FakeCopy) => sha256(JSON.stringify([...copy].sort()));
  const [before, name] = [await nameOf(held), await nameOf(next)];
  const kept = copiesOf(scope);
  if (name !== before) kept.clear();
  kept.set(before, held).set(name, next);
  return {
    changes: told,
    nextCursor: await cursorOf(name, scope),
    hasMore: some.length < different.length,
    consentVersion: latestVersion(scope.consent).version,
  };
}
