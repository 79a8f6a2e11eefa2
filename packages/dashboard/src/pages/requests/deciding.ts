import type { AuthorizationDetails, DataAccess, RequestView } from '@parley/protocol';
import { useCallback, useMemo, useState } from 'react';
import { approvedOf } from './choice/approved-of.ts';
import { type Choice, isChosen, type Part, requiredChoice, toggled } from './choice/choice.ts';

/** What somebody chooses of what a company asks for, or of what it has: what is on, and what follows from that. */
export interface Choosing {
  readonly choice: Choice;
  /** What would be given now: nothing else is ever sent. */
  readonly approved: AuthorizationDetails;
  isOn(entry: DataAccess, part: Part): boolean;
  toggle(entry: DataAccess, part: Part): void;
  choose(choice: Choice): void;
}

/** A request while somebody decides it. */
export interface Deciding extends Choosing {
  readonly request: RequestView;
  readonly isConnected: boolean;
}

export function useDeciding(request: RequestView, isConnected: boolean): Deciding {
  const choosing = useChoosing(request.details, requiredChoice);
  return { ...choosing, request, isConnected };
}

/** `first`: what is on at the beginning. */
export function useChoosing(
  details: AuthorizationDetails,
  first: (details: AuthorizationDetails) => Choice,
): Choosing {
  const [choice, choose] = useState(() => first(details));
  const approved = useMemo(() => approvedOf(details, choice), [details, choice]);
  const toggle = useCallback(
    (entry: DataAccess, part: Part) => choose((before) => toggled(before, entry.purpose, part)),
    [],
  );
  const isOn = (entry: DataAccess, part: Part) => isChosen(choice, entry.purpose, part);
  return { choice, approved, isOn, toggle, choose };
}

/** What of an entry would be given now. */
export const approvedOfEntry = ({ approved }: Choosing, { purpose }: DataAccess): DataAccess | undefined =>
  approved.find((each) => each.purpose === purpose);
