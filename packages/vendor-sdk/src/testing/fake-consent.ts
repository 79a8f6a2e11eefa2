import {
  type AuthorizationDetails,
  type ConsentStatus,
  type DataDue,
  dataDue,
  type EndReasonClass,
  firstDeletion,
  type ItemChange,
  idFromBytes,
  type TakenReport,
} from '@parley/protocol';

/** One consent of the fake owner. */
export interface FakeConsent {
  readonly id: string;
  /** The vendor's signed request that it answers. */
  readonly request: string;
  readonly askedAt: Date;
  /** Where the vendor has asked for offline access. */
  readonly refreshToken: string | undefined;
  /** The latest stands last. */
  readonly versions: FakeVersion[];
  status: ConsentStatus;
  /** Since when it is so. */
  since: Date;
  resumesAt: Date | undefined;
  endedAt: Date | undefined;
  endReason: EndReasonClass | undefined;
  /** The deletion reports that were taken, the newest last. */
  readonly reports: FakeReport[];
  /** By purpose, then by name: the copies that cursors of changes stand for. */
  readonly copies: Map<string, Map<string, FakeCopy>>;
  /** Reads by UTC day. */
  readonly reads: Map<string, number>;
}

/** What a vendor holds: by category and id, the item as it was sent. */
export type FakeCopy = ReadonlyMap<string, Extract<ItemChange, { type: 'upserted' }>>;

export interface FakeReport {
  /** As the vendor signed it. */
  readonly report: string;
  readonly taken: TakenReport;
  /** It answers for what was lost up to then. */
  readonly answered: Date;
}

export interface FakeVersion {
  readonly version: number;
  readonly details: AuthorizationDetails;
  readonly at: Date;
  /** Signed when it is first wanted. */
  receipt?: Promise<string>;
}

const ID_BYTES = 16;

/** The ids of consents count up, so that every run of a test sees the same. */
export function numberedConsentId(number: number): string {
  const bytes = new Uint8Array(ID_BYTES);
  new DataView(bytes.buffer).setUint32(ID_BYTES - 4, number);
  return idFromBytes('consent', bytes);
}

export function latestVersion({ versions }: FakeConsent): FakeVersion {
  const latest = versions.at(-1);
  if (latest === undefined) throw new Error('A consent has at least one version.');
  return latest;
}

/** It ends when its last purpose does. */
export function endOf({ details }: FakeVersion): Date {
  return new Date(Math.max(...details.map(({ access }) => Date.parse(access.until))));
}

/** What the vendor may no longer keep. */
export function dueOf({ versions, endedAt }: FakeConsent, now: Date): DataDue[] {
  const inForce = versions.map(({ version, details, at }) => ({ version, details, begunAt: at }));
  return dataDue(inForce, { endedAt, now });
}

/** What a refusal says about a consent that does not read now. */
export function standing(consent: FakeConsent): Record<string, unknown> {
  const { status, resumesAt, endedAt } = consent;
  const deleteBy = endedAt === undefined ? undefined : firstDeletion(latestVersion(consent).details, endedAt);
  return {
    consent_status: status,
    ...(status === 'paused' && resumesAt !== undefined && { resumes_at: resumesAt.toISOString() }),
    ...(deleteBy !== undefined && { delete_by: deleteBy.toISOString() }),
  };
}
