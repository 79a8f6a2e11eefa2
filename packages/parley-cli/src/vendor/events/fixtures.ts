// One event of each type, as a gateway would tell it, for developers who try their receiver. No id in them belongs to anybody.

import { categories, consentEventTypes, TEST_EVENT_TYPE, type VendorEvent } from '@parley/protocol';

type Data = VendorEvent['data'];

const CONSENT = { consent_id: `consent_${'B'.repeat(21)}A`, consent_version: 1 };
const ITEM = { item_id: `item_${'B'.repeat(21)}A` };
const REQUEST = { request_sha256: 'B'.repeat(42).concat('A') };
const DAY_MS = 86_400_000;

/** What each type says besides its name, by type: those of consents, of the categories that every gateway has, and the test. */
export function fixtures(now: Date): ReadonlyMap<VendorEvent['type'], Data> {
  const inDays = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();
  const more: { readonly [type in (typeof consentEventTypes)[number]]?: Data } = {
    'consent.given': { sequence: 1, ...REQUEST },
    'consent.narrowed': { consent_version: 2 },
    'consent.extended': { consent_version: 2 },
    'consent.paused': { resumes_at: inDays(7) },
    'consent.expiring': { until: inDays(14) },
    'consent.deletion_due': { delete_by: inDays(30) },
  };
  const changed = [...categories.keys()].map(
    (name) => [`${name}.changed` as const, { ...later(), ...ITEM }] as const,
  );
  return new Map<VendorEvent['type'], Data>([
    ...consentEventTypes.map((type) => [type, { ...later(), ...more[type] }] as const),
    ['consent.requested', REQUEST],
    ...changed,
    ['message.added', { ...later(), ...ITEM }],
    [TEST_EVENT_TYPE, {}],
  ]);
}

const later = (): Data => ({ ...CONSENT, sequence: 2 });
