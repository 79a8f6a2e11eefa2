import { type RequestCancelled, sha256 } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkVendor } from '../checks/vendor.ts';
import { letTimePass } from '../end-consent.ts';
import type { FakeState } from '../fake-state.ts';
import type { Endpoint } from './endpoint.ts';
import { namedIn } from './named-consent.ts';

/** The vendor takes a request back, which it names by the digest of what it signed. Nobody knows of one that no browser has opened. */
export const cancelRequest: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const digest = namedIn(request);
  const found = await findSeen(digest, state);
  if (found === undefined) throw problem('not_found', state.origin);
  const [signed, outcome] = found;
  if (outcome === 'refused') throw problem('request_ended', state.origin);
  if (outcome === 'given') throw problem('request_ended', state.origin, { extra: stateOf(signed, state) });
  state.seen.set(signed, 'cancelled');
  return json({ request_sha256: digest, status: 'cancelled' } satisfies RequestCancelled);
};

async function findSeen(digest: string, { seen }: FakeState) {
  for (const each of seen) if ((await sha256(each[0])) === digest) return each;
  return undefined;
}

function stateOf(request: string, state: FakeState): Record<string, unknown> {
  const consent = state.consents.find((each) => each.request === request);
  if (consent !== undefined) letTimePass(consent, state);
  return { consent_status: consent?.status };
}
