import { type ChainStatement, type ConsentStatus, hasEnded } from '@parley/protocol';
import type { EndReason } from '../consent/consent.ts';
import type { ConsentEnd } from './found-consent.ts';
import type { RecordedEntry } from './read-ledger.ts';

/** The acts that stop, and the state that the statement of each names. */
const STOPS: Readonly<Record<string, ConsentStatus>> = {
  pause: 'paused',
  withdraw: 'withdrawn',
  relinquish: 'relinquished',
  revoke: 'revoked',
  expire: 'expired',
};

/**
 * An act is in the ledger too: a stop there that the consent's file has no statement of makes the file older than the ledger, and such a
 * consent counts as ended. What only widened is not missed: without its statement it is not in force.
 */
export function unrecordedEnd(
  statements: readonly ChainStatement[],
  entries: readonly RecordedEntry[],
): ConsentEnd | undefined {
  const missed = entries.filter((each) => isStop(each) && !isRecorded(each, statements));
  const ending = missed.find(({ entry }) => hasEnded(STOPS[entry.act ?? ''] ?? 'given'));
  const [found] = ending === undefined ? missed : [ending];
  if (found === undefined) return undefined;
  const at = new Date(found.at);
  const { act, by, reason } = found.entry;
  return ending === undefined
    ? { status: 'revoked', at, by: 'gateway', reason: 'older_than_ledger', isSigned: false }
    : {
        status: STOPS[act ?? ''] ?? 'revoked',
        at,
        by: by ?? 'gateway',
        reason: reason as EndReason | undefined,
        isSigned: false,
      };
}

const isStop = ({ entry: { act } }: RecordedEntry): boolean =>
  act === 'narrow' || (act !== undefined && Object.hasOwn(STOPS, act));

function isRecorded({ at, entry }: RecordedEntry, statements: readonly ChainStatement[]): boolean {
  return statements.some((statement) =>
    statement.kind === 'version'
      ? entry.act === 'narrow' && statement.claims.consent_version === entry.version
      : statement.kind === 'event' &&
        statement.claims.event === STOPS[entry.act ?? ''] &&
        isSameTime(statement.claims.at, at),
  );
}

/** A statement keeps milliseconds of a time that the ledger has in microseconds. */
const isSameTime = (one: string, other: string): boolean =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= 1;
