import type { DataItem, ThreadMessage } from '@parley/protocol';

/** What a company proposes with a message, and the state that the person would give the issue by agreeing. */
export interface Proposed {
  readonly word: string;
  readonly state: string;
}

/** `fixed` asks the person to close it: nobody else can. */
const STATES: Readonly<Record<string, string>> = {
  acknowledged: 'acknowledged',
  'in-progress': 'in-progress',
  answered: 'answered',
  fixed: 'closed',
};

/** `undefined`: it proposes nothing that is known, or it is the person's own. */
export function proposedBy(message: ThreadMessage): Proposed | undefined {
  const word = 'proposes' in message ? message.proposes : undefined;
  if (message.from !== 'vendor' || typeof word !== 'string' || !Object.hasOwn(STATES, word)) return undefined;
  return { word, state: STATES[word] ?? '' };
}

/** Whether agreeing would still change something: only what was proposed last counts, and a closed issue stays closed. */
export function isStillOpen(proposed: Proposed, issue: DataItem): boolean {
  const state = issue.fields['state'];
  return state !== 'closed' && state !== proposed.state;
}
