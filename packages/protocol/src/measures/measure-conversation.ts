import { type EventOf, eventsOf, type MeasuredEvent } from './measured-event.ts';
import type { ConversationMeasures } from './measures.ts';
import { secondsBetween, shareOf, spreadOf } from './spread.ts';

/** One issue, whole. */
interface Thread {
  readonly openedAt: string;
  /** The vendor's, oldest first. */
  readonly vendors: readonly EventOf<'message'>[];
  readonly owners: readonly EventOf<'message'>[];
  readonly closed: EventOf<'issue_closed'> | undefined;
}

/** What threads tell of a vendor. Messages of an issue that was not opened count for nothing. */
export function measureConversation(events: readonly MeasuredEvent[]): ConversationMeasures {
  const threads = threadsIn(events);
  const answered = threads.filter(({ vendors }) => vendors.length > 0);
  const took = (thread: Thread, to: string | undefined) =>
    to === undefined ? [] : [secondsBetween(thread.openedAt, to)];
  const fixes = threads.flatMap((thread) => fixOf(thread) ?? []);
  const denied = fixes.filter(({ said }) => said === 'denied').length;
  const confirmed = fixes.filter(({ said }) => said === 'confirmed');
  return {
    issues: threads.length,
    unanswered: threads.length - answered.length,
    toAcknowledge: spreadOf(answered.flatMap((thread) => took(thread, thread.vendors[0]?.at))),
    toPerson: spreadOf(answered.flatMap((thread) => took(thread, byPerson(thread)?.at))),
    writerUnknown: answered.filter(
      (thread) => byPerson(thread) === undefined && thread.vendors.some(({ by }) => by === undefined),
    ).length,
    toConfirmedFix: spreadOf(confirmed.flatMap(({ thread }) => took(thread, thread.closed?.at))),
    falseCloses: shareOf(denied, denied + confirmed.length),
    fixUnanswered: fixes.filter(({ said }) => said === 'nothing').length,
  };
}

const byPerson = ({ vendors }: Thread) => vendors.find(({ by }) => by === 'person');

/** What the owner said to the vendor's word that it is put right. A closing before that word answers nothing. */
function fixOf(thread: Thread) {
  const { vendors, owners, closed } = thread;
  const proposals = vendors.filter(({ isFixProposed }) => isFixProposed);
  const [first] = proposals;
  const last = proposals.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isClosedAfter = closed !== undefined && isBefore(first.at, closed.at);
  if (isClosedAfter) return { thread, said: closed.stands ? 'confirmed' : 'denied' } as const;
  // An answer that leaves it open.
  const isAnswered = owners.some(({ at }) => isBefore(last.at, at));
  return { thread, said: isAnswered ? 'denied' : 'nothing' } as const;
}

const isBefore = (a: string, b: string): boolean => Date.parse(a) <= Date.parse(b);

function threadsIn(events: readonly MeasuredEvent[]): readonly Thread[] {
  const opened = new Map<string, string>();
  for (const { issue, at } of eventsOf(events, 'issue_opened')) {
    const known = opened.get(issue);
    if (known === undefined || isBefore(at, known)) opened.set(issue, at);
  }
  const messages = new Map(eventsOf(events, 'message').map((each) => [`${each.issue} ${each.id}`, each]));
  const byTime = [...messages.values()].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1),
  );
  return [...opened].map(([issue, openedAt]) => {
    const own = byTime.filter((each) => each.issue === issue);
    return {
      openedAt,
      vendors: own.filter(({ from }) => from === 'vendor'),
      owners: own.filter(({ from }) => from === 'owner'),
      closed: lastClosing(eventsOf(events, 'issue_closed').filter((each) => each.issue === issue)),
    };
  });
}

/** The latest one. That it was opened again is known later than that it was closed. */
function lastClosing(closings: readonly EventOf<'issue_closed'>[]): EventOf<'issue_closed'> | undefined {
  return [...closings].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at) || Number(a.stands) - Number(b.stands),
  )[0];
}
