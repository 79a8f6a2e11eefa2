import type { AuthorizationDetails, DataAccess, RequestView } from '@parley/protocol';
import { useCallback, useMemo, useState } from 'react';
import { approvedOf } from './choice/approved-of.ts';
import { type Choice, isChosen, type Part, requiredChoice, toggled } from './choice/choice.ts';

/** A request while somebody decides it: what is on, and what follows from that. */
export interface Deciding {
  readonly request: RequestView;
  readonly choice: Choice;
  /** What would be given now: nothing else is ever sent. */
  readonly approved: AuthorizationDetails;
  readonly isConnected: boolean;
  isOn(entry: DataAccess, part: Part): boolean;
  toggle(entry: DataAccess, part: Part): void;
  choose(choice: Choice): void;
}

export function useDeciding(request: RequestView, isConnected: boolean): Deciding {
  const { details } = request;
  const [choice, choose] = useState(() => requiredChoice(details));
  const approved = useMemo(() => approvedOf(details, choice), [details, choice]);
  const toggle = useCallback(
    (entry: DataAccess, part: Part) => choose((before) => toggled(before, entry.purpose, part)),
    [],
  );
  const isOn = (entry: DataAccess, part: Part) => isChosen(choice, entry.purpose, part);
  return { request, choice, approved, isConnected, isOn, toggle, choose };
}

/** What of an entry would be given now. */
export const approvedOfEntry = ({ approved }: Deciding, { purpose }: DataAccess): DataAccess | undefined =>
  approved.find((each) => each.purpose === purpose);
