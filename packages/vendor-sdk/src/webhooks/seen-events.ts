/**
 * PORT: which events were handled before. A gateway may deliver an event more than once: after an answer that was lost, or because it was
 * asked to. Several processes need one that they share.
 */
export interface SeenEvents {
  has(eventId: string): boolean | Promise<boolean>;
  /** Called once an event is handled. */
  add(eventId: string): void | Promise<void>;
}

const MOST_KEPT = 10_000;

/** Remembers the last 10,000 in this process. */
export function createMemorySeenEvents(options: { readonly mostKept?: number } = {}): SeenEvents {
  const { mostKept = MOST_KEPT } = options;
  const seen = new Set<string>();
  return {
    has: (eventId) => seen.has(eventId),
    add(eventId) {
      seen.add(eventId);
      const [oldest] = seen;
      if (seen.size > mostKept && oldest !== undefined) seen.delete(oldest);
    },
  };
}
