import {
  type Categories,
  type ChainProblemCode,
  type ChainStatement,
  type ConsentChainVerdict,
  type ConsentEventClaims,
  type ConsentStatus,
  hasEnded,
  type ReceiptClaims,
  sha256,
  type VerifySignature,
  verifyConsentChain,
} from '@parley/protocol';
import type { EndReason } from '../consent/consent.ts';
import type { PodNotice } from '../consent/consent-store.ts';
import { pastOf } from './consent-past.ts';
import type { ConsentEnd, FoundConsent } from './found-consent.ts';
import type { ConsentFile } from './owner-records.ts';
import type { RecordedEntry } from './read-ledger.ts';
import { unrecordedEnd } from './unrecorded-end.ts';

export interface ConsentToFollow {
  readonly consentId: string;
  readonly file: ConsentFile;
  /** What was acknowledged before the pod was told. */
  readonly untold: readonly PodNotice[];
}

export interface FollowOptions {
  readonly verifySignature: VerifySignature;
  readonly gateway: string;
  readonly categories: Categories;
  /** Whether a receipt names this owner. */
  readonly isOwners: (claims: ReceiptClaims) => boolean;
}

/**
 * Follows a consent's signed statements, from the pod and from what the pod was yet to be told. Returns why not, where they cannot be
 * believed as a whole: such a consent is held, it is not made live.
 */
export async function followConsent(
  { consentId, file, untold }: ConsentToFollow,
  options: FollowOptions,
): Promise<FoundConsent | { readonly held: string }> {
  const inFile = new Set(file.statements.map(({ jws }) => jws));
  const missing = untold.filter(({ jws }) => !inFile.has(jws));
  const texts = [...file.statements, ...missing]
    .sort((a, b) => a.sequence - b.sequence)
    .map(({ jws }) => jws);
  const verdict = await verifyConsentChain(texts, options);
  const held = whyHeld(consentId, verdict, options);
  const { present, status } = verdict;
  if (held !== undefined || present === undefined || status === undefined)
    return { held: held ?? 'chain_empty' };
  const versions = verdict.statements.filter((each) => each.kind === 'version');
  const events = verdict.statements.flatMap((each) => (each.kind === 'event' ? [each.claims] : []));
  const receipt = textOf(
    versions.find(({ claims }) => claims === present),
    texts,
  );
  const told = versions.findLast(({ position }) => inFile.has(texts[position - 1] ?? ''));
  const pause = status === 'paused' ? events.findLast(({ event }) => event === 'paused') : undefined;
  const lastEvent = events.at(-1);
  return {
    consentId,
    present,
    receipt,
    status,
    givenAt: new Date((versions[0]?.claims.iat ?? present.iat) * 1000),
    resumeAt: pause?.resumes_at === undefined ? null : new Date(pause.resumes_at),
    end: hasEnded(status) && lastEvent !== undefined ? signedEnd(status, lastEvent) : undefined,
    signedVersion: Math.max(...versions.map(({ claims }) => claims.consent_version)),
    statements: verdict.statements,
    sha256s: await Promise.all(texts.map((text) => sha256(text))),
    past: await pastOf(verdict.statements, { texts, present }),
    untold: missing,
    receiptMeanwhile: inFile.has(receipt) ? undefined : await sha256(textOf(told, texts)),
  };
}

/** The same consent with what else ends it: a word in the file without a signature, or an act in the ledger that the file does not have. */
export function withEnd(
  found: FoundConsent,
  evidence: { readonly file: ConsentFile; readonly entries: readonly RecordedEntry[]; readonly now: Date },
): FoundConsent {
  if (found.end !== undefined) return found;
  const end = unrecordedEnd(found.statements, evidence.entries) ?? wordInFile(evidence.file, evidence.now);
  return end === undefined ? found : { ...found, status: end.status, resumeAt: null, end };
}

function wordInFile({ saysEnded }: ConsentFile, now: Date): ConsentEnd | undefined {
  if (!saysEnded) return undefined;
  return { status: 'withdrawn', at: now, by: 'owner', reason: 'statement_in_pod', isSigned: false };
}

/** How the vendor wrote the request inside is its own proof. The gateway took it as it was when it signed. */
const OF_THE_REQUEST: ReadonlySet<ChainProblemCode> = new Set(['request_malformed', 'request_mismatch']);

function whyHeld(
  consentId: string,
  { problems, present }: ConsentChainVerdict,
  { isOwners }: FollowOptions,
): string | undefined {
  const problem = problems.find(({ code }) => !OF_THE_REQUEST.has(code));
  if (problem !== undefined) return problem.code;
  if (present !== undefined && (present.consent_id !== consentId || !isOwners(present))) return 'other_owner';
  return undefined;
}

const textOf = (statement: ChainStatement | undefined, texts: readonly string[]): string =>
  texts[(statement?.position ?? 0) - 1] ?? '';

function signedEnd(status: ConsentStatus, { at, by, reason }: ConsentEventClaims): ConsentEnd {
  return { status, at: new Date(at), by, reason: reason as EndReason | undefined, isSigned: true };
}
