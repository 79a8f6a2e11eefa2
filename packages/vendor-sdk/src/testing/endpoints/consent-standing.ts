// Where a consent stands, for its vendor without a token. In: the consent's id. Out: its state, never data.

import {
  type AuthorizationDetails,
  type ConsentStanding,
  deletionStateOf,
  differenceOf,
} from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkVendor } from '../checks/vendor.ts';
import { dueOf, endOf, type FakeConsent, latestVersion } from '../fake-consent.ts';
import { currentReceipt } from '../fake-receipt.ts';
import type { FakeState } from '../fake-state.ts';
import type { Endpoint } from './endpoint.ts';
import { namedConsent } from './named-consent.ts';

export const consentStanding: Endpoint = async (request, state) => {
  await checkVendor(request, state);
  const since = sinceVersion(request, state);
  const consent = namedConsent(request, state);
  const before = since === undefined ? undefined : detailsOf(since, consent, state);
  const body = await standingOf(consent, state, before);
  state.lies.standing?.(body);
  return json(body);
};

function sinceVersion({ url }: Request, { origin }: FakeState): number | undefined {
  const [version, ...others] = new URL(url).searchParams.getAll('since_version');
  if (version === undefined) return undefined;
  if (others.length > 0 || !/^[1-9]\d{0,8}$/.test(version)) throw problem('invalid_request', origin);
  return Number(version);
}

function detailsOf(version: number, { versions }: FakeConsent, { origin }: FakeState): AuthorizationDetails {
  const found = versions.find((each) => each.version === version);
  if (found === undefined) throw problem('invalid_request', origin);
  return found.details;
}

async function standingOf(
  consent: FakeConsent,
  state: FakeState,
  before: AuthorizationDetails | undefined,
): Promise<ConsentStanding> {
  const { status, resumesAt, endedAt, endReason } = consent;
  const inForce = latestVersion(consent);
  return {
    consent_id: consent.id,
    consent_version: inForce.version,
    status,
    since: consent.since.toISOString(),
    until: endOf(inForce).toISOString(),
    ...(resumesAt !== undefined && { resumes_at: resumesAt.toISOString() }),
    ...(endedAt !== undefined && { ended_at: endedAt.toISOString(), end_reason: endReason }),
    held: false,
    authorization_details: inForce.details,
    receipt: await currentReceipt(consent, state),
    ...(before !== undefined && { changes: differenceOf(before, inForce.details) }),
    ...deletionsOf(consent, state.now()),
  };
}

function deletionsOf(
  consent: FakeConsent,
  now: Date,
): Pick<ConsentStanding, 'deletions' | 'deletion_report'> {
  const deletions = dueOf(consent, now);
  const newest = consent.reports.at(-1);
  const { state, dueBy } = deletionStateOf(deletions, { answered: newest?.answered, now });
  return {
    deletions,
    deletion_report: {
      state,
      ...(dueBy !== undefined && { due_by: dueBy.toISOString() }),
      count: consent.reports.length,
      ...(newest !== undefined && { newest: newest.taken }),
    },
  };
}
