import { type EventOf, eventsOf, type MeasuredEvent } from './measured-event.ts';
import type { ConsentMeasures } from './measures.ts';
import { secondsBetween, shareOf, spreadOf } from './spread.ts';

/** What consents, reads and statements tell of a vendor. */
export function measureConsents(events: readonly MeasuredEvent[]): ConsentMeasures {
  const stops = withdrawals(events);
  const reports = stops.map(({ reportedAt }) => reportedAt);
  return {
    ...honours(events),
    toLastTry: spreadOf(stops.map(({ at, lastTryAt }) => secondsBetween(at, lastTryAt ?? at))),
    toDeletionReport: spreadOf(
      stops.flatMap(({ at, reportedAt }) =>
        reportedAt === undefined ? [] : [secondsBetween(at, reportedAt)],
      ),
    ),
    notReported: reports.filter((at) => at === undefined).length,
    fieldsRead: fieldsRead(events),
  };
}

type Honours = Pick<ConsentMeasures, 'honoured' | 'couldNot' | 'notApplicable' | 'unknown'>;

/** Of each preference in force, the vendor's newest word on this version of it. */
function honours(events: readonly MeasuredEvent[]): Honours {
  const inForce = newest(eventsOf(events, 'preference'), ({ preference }) => preference);
  const said = newest(eventsOf(events, 'honour'), ({ preference, version }) => nameOf(preference, version));
  const actions = [...inForce.values()].map(
    ({ preference, version }) => said.get(nameOf(preference, version))?.action,
  );
  const many = (action: EventOf<'honour'>['action'] | undefined) =>
    actions.filter((each) => each === action).length;
  const [honoured, couldNot, unknown] = [many('honoured'), many('could_not'), many(undefined)];
  return {
    honoured: shareOf(honoured, honoured + couldNot + unknown),
    couldNot,
    notApplicable: many('not_applicable'),
    unknown,
  };
}

const nameOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** The latest of each. Of two at one instant always the same one, whichever came first. */
function newest<Event extends { readonly at: string }>(
  events: readonly Event[],
  nameIt: (event: Event) => string,
): ReadonlyMap<string, Event> {
  const sorted = events
    .map((event) => ({ event, at: Date.parse(event.at), text: JSON.stringify(event) }))
    .sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
  return new Map(sorted.map(({ event }) => [nameIt(event), event]));
}

interface Withdrawal {
  readonly at: string;
  /** After it. */
  readonly lastTryAt: string | undefined;
  readonly reportedAt: string | undefined;
}

function withdrawals(events: readonly MeasuredEvent[]): readonly Withdrawal[] {
  const at = (of: readonly { readonly at: string }[]) =>
    of.map((each) => each.at).sort((a, b) => Date.parse(a) - Date.parse(b));
  const withdrawn = eventsOf(events, 'withdrawn');
  return [...new Set(withdrawn.map(({ consent }) => consent))].map((consent) => {
    const ofIt = <Each extends { readonly consent: string }>(each: Each) => each.consent === consent;
    const [first = ''] = at(withdrawn.filter(ofIt));
    const after = (each: string) => Date.parse(each) >= Date.parse(first);
    return {
      at: first,
      lastTryAt: at(eventsOf(events, 'read').filter(ofIt)).filter(after).at(-1),
      reportedAt: at(eventsOf(events, 'deletion_reported').filter(ofIt)).find(after),
    };
  });
}

/** Of the version of each consent that is in force, or was the last. A field of two consents counts twice. */
function fieldsRead(events: readonly MeasuredEvent[]): ConsentMeasures['fieldsRead'] {
  const approved = new Map<string, EventOf<'approved'>>();
  for (const each of eventsOf(events, 'approved'))
    if (each.version > (approved.get(each.consent)?.version ?? 0)) approved.set(each.consent, each);
  const read = new Set(
    eventsOf(events, 'read')
      .filter(({ isAnswered }) => isAnswered)
      .flatMap(({ consent, fields }) => fields.map((field) => nameOf(consent, field))),
  );
  const all = [...approved.values()].flatMap(({ consent, fields }) =>
    [...new Set(fields)].map((field) => nameOf(consent, field)),
  );
  return shareOf(all.filter((field) => read.has(field)).length, all.length);
}
