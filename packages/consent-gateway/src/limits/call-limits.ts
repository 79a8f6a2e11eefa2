// How much each caller may ask of one process. In: a call, and who it is known to be by then. Out: whether it may go on. Not here: HTTP,
// and how somebody proves to be somebody.
import type { Settings } from '../config.ts';
import { createRateLimit } from './rate-limit.ts';
import { createSlots } from './slots.ts';

/** `too_many_requests`: this caller is over its limit. `temporarily_unavailable`: the process has all it can work on. */
export interface CallRefusal {
  readonly code: 'too_many_requests' | 'temporarily_unavailable';
  readonly retryAfterSeconds: number;
}

export type CallerKind = 'vendor' | 'owner';

/** PORT of whoever learns who calls. Absent: the call may go on. */
export type AdmitCaller = (call: object, id: string) => CallRefusal | undefined;

/**
 * A call is paid for by the address that it comes from, until it is proven who calls: then by that caller alone. So junk is stopped
 * before any work is done for it, and a busy vendor behind a shared address hinders nobody.
 */
export interface CallLimits {
  /** First of all. `call` is any object that stands for it. */
  begin(call: object, address: string): CallRefusal | undefined;
  /** Signature and proof are verified. */
  admit(kind: CallerKind, call: object, id: string): CallRefusal | undefined;
  /** Its answer is out, or its connection gone. */
  end(call: object): void;
  /** How many callers are kept by rate, and how many calls are under way. */
  counts(): Readonly<Record<'address' | CallerKind | 'calls', number>>;
}

type LimitSettings = Pick<Settings, 'maxCalls' | 'callsPerAddress' | 'callsPerVendor' | 'callsPerOwner'>;

/** Whom there are more of than that is forgotten, who came longest ago first. About 10 MB for all three together. */
export const MAX_KEPT_CALLERS = 30_000;
/** Of all calls that may be under way at once. */
export const SHARE_OF_AN_ADDRESS = 1 / 2;
export const SHARE_OF_A_CALLER = 1 / 10;
/** Places become free as soon as an answer is out. */
const RETRY_SECONDS = 1;

export function createCallLimits(options: {
  readonly settings: LimitSettings;
  /** Default: the clock of the process, which nobody sets. */
  readonly nowMs?: () => number;
}): CallLimits {
  const { settings, nowMs = () => performance.now() } = options;
  const { maxCalls } = settings;
  const rate = (perMinute: number) => createRateLimit({ perMinute, maxKeys: MAX_KEPT_CALLERS, nowMs });
  const rates = {
    address: rate(settings.callsPerAddress),
    vendor: rate(settings.callsPerVendor),
    owner: rate(settings.callsPerOwner),
  };
  const places = createSlots({ total: maxCalls, perKey: shareOf(maxCalls, SHARE_OF_AN_ADDRESS) });
  const callers = createSlots({ total: maxCalls, perKey: shareOf(maxCalls, SHARE_OF_A_CALLER) });
  const known = new WeakMap<object, { address: string; caller?: string }>();

  return {
    begin(call, address) {
      const entered = places.enter(address);
      if (entered === 'full') return refusal('temporarily_unavailable', RETRY_SECONDS);
      if (entered === 'key_full') return refusal('too_many_requests', RETRY_SECONDS);
      const waitSeconds = rates.address.take(address);
      if (waitSeconds > 0) {
        places.leave(address);
        return refusal('too_many_requests', waitSeconds);
      }
      known.set(call, { address });
      return undefined;
    },
    admit(kind, call, id) {
      const begun = known.get(call);
      if (begun === undefined) throw new TypeError('a call that was not begun, or is over');
      if (begun.caller !== undefined) return undefined;
      rates.address.giveBack(begun.address);
      const caller = `${kind} ${id}`;
      const waitSeconds = rates[kind].take(id);
      if (waitSeconds > 0) return refusal('too_many_requests', waitSeconds);
      if (callers.enter(caller) !== 'entered') return refusal('too_many_requests', RETRY_SECONDS);
      begun.caller = caller;
      return undefined;
    },
    end(call) {
      const begun = known.get(call);
      if (begun === undefined) return;
      known.delete(call);
      places.leave(begun.address);
      if (begun.caller !== undefined) callers.leave(begun.caller);
    },
    counts: () => ({
      address: rates.address.size,
      vendor: rates.vendor.size,
      owner: rates.owner.size,
      calls: places.inUse,
    }),
  };
}

const shareOf = (all: number, share: number): number => Math.max(1, Math.floor(all * share));

const refusal = (code: CallRefusal['code'], retryAfterSeconds: number): CallRefusal => ({
  code,
  retryAfterSeconds,
});
