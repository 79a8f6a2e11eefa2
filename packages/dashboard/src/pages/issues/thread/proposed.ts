import type { DataItem, Proposal, ThreadMessage } from '@parley/protocol';

/** What a company proposes with a message, and the state that the person would give the issue by agreeing. */
export interface Proposed {
  readonly word: Proposal;
  readonly state: string;
}

/** `fixed` asks the person to close it: nobody else can. */
const STATES: Readonly<Record<Proposal, string>> = {
  acknowledged: 'acknowledged',
  'in-progress': 'in-progress',
  answered: 'answered',
  fixed: 'closed',
};

/** `undefined`: it proposes nothing, or it is the person's own. */
export function proposedBy(message: ThreadMessage): Proposed | undefined {
  const { from, proposes } = message;
  return from === 'owner' || proposes === undefined ? undefined : { word: proposes, state: STATES[proposes] };
}

/** Whether agreeing would still change something: a closed issue stays closed. */
export function isStillOpen(proposed: Proposed, issue: DataItem): boolean {
  const state = issue.fields['state'];
  return state !== 'closed' && state !== proposed.state;
}
