import { measureConsents } from './measure-consents.ts';
import { measureConversation } from './measure-conversation.ts';
import type { MeasuredEvent } from './measured-event.ts';
import type { Measures } from './measures.ts';

/**
 * How it went between an owner and a vendor. Owner and vendor both call this on what each of them holds: the same events give the same
 * measures, in whatever order they come and however often. No measure stands for another one, and there is no score.
 */
export function measureEvents(events: readonly MeasuredEvent[]): Measures {
  return { ...measureConversation(events), ...measureConsents(events) };
}
