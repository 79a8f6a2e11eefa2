// One owner's part of the index, made anew. In: the owner's line in the log, the pod, what the pod was yet to be told.
// Out: consents, vendors, heads of the ledger, in one transaction. What cannot be believed is held: it is not in the index.
import type { Categories, ReceiptClaims, VerifySignature } from '@parley/protocol';
import { BLOCK_TYP } from '@parley/protocol';
import type { UntoldNotices } from '../consent/untold-notices.ts';
import { isGatewayError } from '../gateway-error.ts';
import type { LoggedConnection } from '../secrets/owner-log.ts';
import { announceEnd } from './announce-end.ts';
import { followConsent, withEnd } from './follow-consent.ts';
import type { FoundConsent } from './found-consent.ts';
import type { ConsentFile, OpenOwnerRecords, OwnerRecords } from './owner-records.ts';
import { type LedgerReading, readLedger } from './read-ledger.ts';
import type { OwnerInIndex, RebuildStore } from './rebuild-store.ts';
import { isPickUpUnknown, readsOn, vendorsOf } from './signs-of-life.ts';

export interface RebuildOptions {
  readonly store: RebuildStore;
  readonly openRecords: OpenOwnerRecords;
  readonly untold: UntoldNotices;
  readonly verifySignature: VerifySignature;
  readonly gateway: string;
  readonly gatewayWebId: string;
  readonly categories: Categories;
  readonly isOwners: (claims: ReceiptClaims, owner: LoggedConnection) => boolean;
  readonly knownBy: (vendorId: string) => 'operator' | 'document';
  readonly signEnd: Parameters<typeof announceEnd>[1];
}

export interface HeldConsent {
  readonly consentId: string;
  /** A code of `verifyConsentChain`, `other_owner` or `unreadable`. */
  readonly why: string;
}

export type OwnerOutcome =
  | {
      readonly kind: 'rebuilt';
      readonly live: number;
      readonly ended: number;
      readonly held: readonly HeldConsent[];
      readonly gaps: number;
      /** Entered by the operator before: it has to be entered again. */
      readonly operatorVendors: readonly string[];
    }
  /** `unreachable`: to be tried again. `not_proven`: the pod does not say any more that it is this owner's. */
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'not_proven' };

/** Reads one owner's pod and puts the owner back into the index. */
export async function rebuildOwner(
  owner: LoggedConnection,
  options: RebuildOptions,
  signal: AbortSignal,
): Promise<OwnerOutcome> {
  try {
    const index = await options.store.find(owner.ownerId);
    const records = options.openRecords(owner.container, signal);
    if (!isProven(await records.readConnection(), owner, options)) return { kind: 'not_proven' };
    return await rebuildFrom(records, { owner, index }, options);
  } catch (error) {
    if (signal.aborted) return { kind: 'unreachable' };
    if (!isGatewayError(error)) throw error;
    if (error.code === 'pod_not_proven') return { kind: 'not_proven' };
    if (error.code === 'temporarily_unavailable') return { kind: 'unreachable' };
    throw error;
  }
}

function isProven(
  connection: Awaited<ReturnType<OwnerRecords['readConnection']>>,
  owner: LoggedConnection,
  { gatewayWebId }: RebuildOptions,
): boolean {
  return (
    connection?.nonce === owner.nonce &&
    connection.ownerWebId === owner.webId &&
    connection.gatewayWebId === gatewayWebId
  );
}

interface Rebuilding {
  readonly owner: LoggedConnection;
  readonly index: OwnerInIndex;
}

async function rebuildFrom(
  records: OwnerRecords,
  { owner, index }: Rebuilding,
  options: RebuildOptions,
): Promise<OwnerOutcome> {
  const { found, held, files } = await followAll(records, { owner, index }, options);
  const ledger = await readLedger(records.blocks(), {
    ownerId: owner.ownerId,
    verifySignature: (jws) => options.verifySignature(jws, BLOCK_TYP),
    givenAt: new Map(found.map(({ consentId, givenAt }) => [consentId, givenAt])),
    downTo: {
      number: index.lastBlock === undefined ? Number.POSITIVE_INFINITY : index.lastBlock + 1,
      since: found.some(isLimitedByDay) ? startOfDay(index.now) : new Date(8.64e15),
    },
  });
  const consents = await Promise.all(
    found.map((each) =>
      complete(each, { ledger, file: files.get(each.consentId), now: index.now, owner }, options),
    ),
  );
  const vendors = vendorsOf(consents, ledger, options.knownBy);
  const { gaps } = await options.store.write({
    owner,
    vendors,
    consents,
    held: held.map(({ consentId }) => consentId),
    ledger: { ...ledger, entryIds: [...ledger.entries.values()].flat().map(({ entry }) => entry.id) },
  });
  const live = consents.filter(({ end }) => end === undefined).length;
  return {
    kind: 'rebuilt',
    live,
    ended: consents.length - live,
    held,
    gaps,
    operatorVendors: vendors.filter((each) => each.knownBy === 'operator').map((each) => each.vendorId),
  };
}

async function followAll(records: OwnerRecords, { owner, index }: Rebuilding, options: RebuildOptions) {
  const found: FoundConsent[] = [];
  const held: HeldConsent[] = [];
  const files = new Map<string, ConsentFile>();
  for (const consentId of await records.listConsents()) {
    const file = await records.readConsent(consentId);
    if (file === undefined) continue;
    if (file === 'unreadable') {
      held.push({ consentId, why: 'unreadable' });
      continue;
    }
    const untold = [
      ...(await options.untold.list(consentId)),
      ...index.notices.filter((notice) => notice.consentId === consentId),
    ];
    const once = [...new Map(untold.map((notice) => [notice.jws, notice])).values()];
    const followed = await followConsent(
      { consentId, file, untold: once },
      { ...options, isOwners: (claims) => options.isOwners(claims, owner) },
    );
    if ('held' in followed) held.push({ consentId, why: followed.held });
    else found.push(followed);
    files.set(consentId, file);
  }
  return { found, held, files };
}

async function complete(
  found: FoundConsent,
  evidence: {
    readonly ledger: LedgerReading;
    readonly file: ConsentFile | undefined;
    readonly now: Date;
    readonly owner: LoggedConnection;
  },
  options: RebuildOptions,
) {
  const { ledger, now, owner } = evidence;
  const entries = ledger.entries.get(found.consentId) ?? [];
  const file = evidence.file ?? { statements: [], saysEnded: false };
  const consent = await announceEnd(
    { found: withEnd(found, { file, entries, now }), ownerId: owner.ownerId },
    options.signEnd,
  );
  return {
    ...consent,
    isPickUpUnknown: consent.end === undefined && isPickUpUnknown(consent, ledger),
    readsToday: readsOn(now, entries),
  };
}

const isLimitedByDay = ({ present }: FoundConsent): boolean =>
  present.authorization_details.some(({ access }) => access.maxReadsPerDay !== undefined);

const startOfDay = (now: Date): Date => new Date(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
