// Which owners the index does not have yet, and one rebuild at a time for each: at the start for all of them, and at once for an owner who
// comes, or whose vendor comes, before its turn.
import { GatewayError } from '../gateway-error.ts';
import type { LoggedConnection } from '../secrets/owner-log.ts';
import { inParallel } from './in-parallel.ts';
import type { OwnerOutcome } from './rebuild-owner.ts';

export interface DueOwners {
  /** Returns once the owner is in the index, or is none of ours. @throws {GatewayError} `temporarily_unavailable` */
  ensure(ownerId: string): Promise<void>;
  /** The same for a pod that was connected just now: what was due is read from there. */
  reconnect(owner: LoggedConnection): Promise<void>;
  isDue(ownerId: string): boolean;
  /** Rebuilds all that are due, each once. */
  rebuildAll(onOutcome?: OnOutcome): Promise<void>;
  count(): number;
  /** Ends what is under way; it is tried again at the next start. */
  stop(): Promise<void>;
}

export type OnOutcome = (outcome: OwnerOutcome) => void;

export interface DueOwnersOptions {
  readonly due: ReadonlyMap<string, LoggedConnection>;
  readonly rebuild: (owner: LoggedConnection, signal: AbortSignal) => Promise<OwnerOutcome>;
  /** How long a caller waits for one owner; the rebuild itself goes on. Default 15 s. */
  readonly patienceMs?: number;
}

/** A pod with a long ledger takes time; one that hangs must not keep the others waiting for ever. */
const OWNER_MS = 10 * 60_000;
const AT_ONCE = 8;

export function createDueOwners(options: DueOwnersOptions): DueOwners {
  const due = new Map(options.due);
  const underWay = new Map<string, Promise<OwnerOutcome>>();
  const ending = new AbortController();
  const rebuild = (owner: LoggedConnection): Promise<OwnerOutcome> => {
    const running = underWay.get(owner.ownerId);
    if (running !== undefined) return running;
    const started = options
      .rebuild(owner, AbortSignal.any([ending.signal, AbortSignal.timeout(OWNER_MS)]))
      .then((outcome) => {
        if (outcome.kind === 'rebuilt' && due.get(owner.ownerId) === owner) due.delete(owner.ownerId);
        return outcome;
      })
      .finally(() => underWay.delete(owner.ownerId));
    underWay.set(owner.ownerId, started);
    return started;
  };
  const ensure = async (ownerId: string): Promise<void> => {
    const owner = due.get(ownerId);
    if (owner === undefined) return;
    const outcome = await within(rebuild(owner), options.patienceMs ?? 15_000);
    if (outcome?.kind !== 'rebuilt') throw notYet();
  };
  return {
    ensure,
    async reconnect(owner) {
      await underWay.get(owner.ownerId)?.catch(() => undefined);
      due.set(owner.ownerId, owner);
      await ensure(owner.ownerId);
    },
    isDue: (ownerId) => due.has(ownerId),
    count: () => due.size,
    rebuildAll: (onOutcome) =>
      inParallel([...due.values()], AT_ONCE, async (owner) => {
        if (!ending.signal.aborted) onOutcome?.(await rebuild(owner));
      }),
    async stop() {
      ending.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}

const RETRY_SECONDS = 10;

const notYet = (): GatewayError =>
  new GatewayError('temporarily_unavailable', 'the owner is yet to be read from the pod', {
    retryAfterSeconds: RETRY_SECONDS,
  });

/** `undefined`: it takes longer. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
