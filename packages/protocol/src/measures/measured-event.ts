import type { Writer } from '../conversation/vendor-message.ts';
import type { HonourAction } from '../honour/honour-statement.ts';

/**
 * What happened between an owner and a vendor, as far as it counts for a measure. Both sides hold each of them, signed or written down by
 * the gateway. Ids are each side's own; instants are RFC 3339. The order does not matter, nor does how often one is there.
 */
export type MeasuredEvent =
  /** The owner wrote an issue. */
  | { readonly type: 'issue_opened'; readonly issue: string; readonly at: string }
  | {
      readonly type: 'message';
      readonly issue: string;
      readonly id: string;
      readonly at: string;
      readonly from: 'owner' | 'vendor';
      /** Absent: the vendor has not said. */
      readonly by?: Writer | undefined;
      /** It says that the issue is put right, and asks the owner to close it. */
      readonly isFixProposed: boolean;
    }
  /** The owner closed an issue. `stands` is false once it was opened again. */
  | { readonly type: 'issue_closed'; readonly issue: string; readonly at: string; readonly stands: boolean }
  /** A preference as it read at a time: the latest one is in force. */
  | {
      readonly type: 'preference';
      readonly preference: string;
      readonly version: string;
      readonly at: string;
    }
  /** The vendor said what it did with a version of a preference. */
  | {
      readonly type: 'honour';
      readonly preference: string;
      readonly version: string;
      readonly action: HonourAction;
      readonly at: string;
    }
  /** What a version of a consent lets the vendor read, such as `issues.title`. */
  | {
      readonly type: 'approved';
      readonly consent: string;
      readonly version: number;
      readonly fields: readonly string[];
    }
  /** A read that was answered with these fields, or that was refused. */
  | {
      readonly type: 'read';
      readonly consent: string;
      readonly at: string;
      readonly isAnswered: boolean;
      readonly fields: readonly string[];
    }
  /** The owner withdrew a consent. */
  | { readonly type: 'withdrawn'; readonly consent: string; readonly at: string }
  /** The vendor reported that the data is gone, or why not. */
  | { readonly type: 'deletion_reported'; readonly consent: string; readonly at: string };

export type EventOf<Type extends MeasuredEvent['type']> = Extract<MeasuredEvent, { readonly type: Type }>;

export function eventsOf<Type extends MeasuredEvent['type']>(
  events: readonly MeasuredEvent[],
  type: Type,
): readonly EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}
