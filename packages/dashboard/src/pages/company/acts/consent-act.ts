import type { AuthorizationDetails, ConsentView } from '@parley/protocol';
import { approvedOf } from '../../requests/choice/approved-of.ts';
import { wholeChoice } from '../../requests/choice/choice.ts';

/** What the person does about something that is shared. `shorten`: an earlier end. `narrow`: `details` is all that stays. */
export type ConsentAct =
  | { readonly kind: 'narrow'; readonly details: AuthorizationDetails }
  | { readonly kind: 'shorten'; readonly until: string }
  | { readonly kind: 'extend'; readonly until: string }
  | { readonly kind: 'pause'; readonly resumeAt?: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'withdraw' };

/** The same, but no part of it later than this. */
export const endingBy = (details: AuthorizationDetails, until: string): AuthorizationDetails =>
  approvedOf(details, { ...wholeChoice(details), until });

/** The act that brings back how it was. `undefined`: there is none. */
export function undoOf(act: ConsentAct, before: ConsentView): ConsentAct | undefined {
  const { resumeAt, until, details, status } = before;
  if (act.kind === 'pause' && status === 'given') return { kind: 'resume' };
  if (act.kind === 'resume') return { kind: 'pause', ...(resumeAt === undefined ? {} : { resumeAt }) };
  // Each purpose gets the same end: where they had several, no single one brings them back.
  const isOneEnd = details.every(({ access }) => Date.parse(access.until) === Date.parse(until));
  if (!isOneEnd || status === 'paused') return undefined;
  if (act.kind === 'extend') return { kind: 'shorten', until };
  return act.kind === 'shorten' ? { kind: 'extend', until } : undefined;
}
