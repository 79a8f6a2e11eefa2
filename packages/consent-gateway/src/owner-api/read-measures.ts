import {
  type ConsentMeasures,
  coveredFields,
  hasEnded,
  type MeasuredEvent,
  measureConsents,
} from '@parley/protocol';
import type { Consent } from '../consent/consent.ts';
import type { ConsentHistories, ConsentHistory } from '../consent/consent-history.ts';
import type { ConsentStore } from '../consent/consent-store.ts';
import { deletionStanding } from '../consent/deletion-standing.ts';
import type { LedgerReader, ReadUse } from '../ledger/ledger-reader.ts';
import { type ItemHonoured, type ReadHonoursOptions, readHonours } from './read-honours.ts';

export interface ReadMeasuresOptions extends ReadHonoursOptions {
  readonly store: ReadHonoursOptions['store'] & Pick<ConsentStore, 'listByOwner'>;
  readonly histories: ConsentHistories;
  readonly ledger: Pick<LedgerReader, 'readUse'>;
}

interface Asked {
  readonly ownerId: string;
  readonly vendorId: string;
  readonly signal: AbortSignal;
}

/** What index and ledger tell of one vendor, by the function that the vendor calls too. */
export async function readMeasures(asked: Asked, options: ReadMeasuresOptions): Promise<ConsentMeasures> {
  const consents = await consentsOf(asked, options);
  const histories = await options.histories.of(consents.map(({ consentId }) => consentId));
  const use = await options.ledger.readUse(
    asked.ownerId,
    consents.map(({ consentId }) => consentId),
  );
  return measureConsents([
    ...consents.flatMap((consent) => consentEvents(consent, histories.get(consent.consentId))),
    ...use.flatMap(useEvents),
    ...(await readHonours(asked, options)).flatMap((item) => honourEvents(item)),
  ]);
}

const PAGE = 200;

async function consentsOf({ ownerId, vendorId }: Asked, { store }: ReadMeasuresOptions): Promise<Consent[]> {
  const found: Consent[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await store.listByOwner({ ownerId, limit: PAGE, cursor });
    found.push(...page.items.filter((consent) => consent.vendorId === vendorId));
    cursor = page.nextCursor;
    if (cursor === undefined) return found;
  }
}

function consentEvents(
  { consentId: consent, status, version, details, endedAt }: Consent,
  history: ConsentHistory | undefined,
): MeasuredEvent[] {
  const fields = details.flatMap((entry) =>
    entry.datatypes.flatMap((name) => coveredFields(entry, name).map((field) => `${name}.${field}`)),
  );
  const reportedAt = answeredAt(history, endedAt);
  return [
    ...(hasEnded(status) ? [] : [{ type: 'approved', consent, version, fields } as const]),
    ...(status === 'withdrawn' && endedAt !== null
      ? [{ type: 'withdrawn', consent, at: endedAt.toISOString() } as const]
      : []),
    ...(reportedAt === undefined
      ? []
      : [{ type: 'deletion_reported', consent, at: reportedAt.toISOString() } as const]),
  ];
}

/** When the vendor had said what it did with all that it had lost. A report that was on its way at the end does not answer for that. */
function answeredAt(history: ConsentHistory | undefined, endedAt: Date | null): Date | undefined {
  if (history?.newestReport === undefined) return undefined;
  const now = history.newestReport.receivedAt;
  const { state } = deletionStanding(history, { endedAt: endedAt ?? undefined, now });
  return state === 'answered' ? now : undefined;
}

function useEvents({ consentId: consent, lastTryAt, fields }: ReadUse): MeasuredEvent[] {
  const at = lastTryAt.toISOString();
  return [{ type: 'read', consent, at, isAnswered: fields.length > 0, fields }];
}

/** Whatever its version is called: a word on an earlier one is a word on another one. */
function honourEvents({ consentId, opaqueId, said }: ItemHonoured): MeasuredEvent[] {
  const preference = `${consentId} ${opaqueId}`;
  const inForce = { type: 'preference', preference, version: 'current', at: said?.at ?? EVER } as const;
  if (said === undefined) return [inForce];
  return [inForce, { type: 'honour', preference, version: said.of, action: said.action, at: said.at }];
}

const EVER = '1970-01-01T00:00:00.000Z';
