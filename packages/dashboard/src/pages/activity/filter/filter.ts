import type { LedgerFilter } from '../../../gateway/gateway-client.ts';

export const KINDS = ['read', 'reply', 'act', 'gap'] as const;
export const OUTCOMES = ['disclosed', 'done', 'refused'] as const;

/** What the person wants to see. Days are those of the person's own calendar, such as `2026-11-22`; both count. */
export interface Filter {
  /** By its id. */
  readonly company?: string | undefined;
  readonly kind?: (typeof KINDS)[number] | undefined;
  readonly outcome?: (typeof OUTCOMES)[number] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const LONGEST_ID = 200;

/** What an address says after its question mark; what it says wrongly does not count. @example `/activity?company=https://acme.example/client.json&outcome=refused` */
export function filterIn(address: URLSearchParams): Filter {
  const said = (name: string) => address.get(name) ?? undefined;
  const company = said('company');
  return {
    company: company !== '' && (company ?? '').length <= LONGEST_ID ? company : undefined,
    kind: KINDS.find((kind) => kind === said('kind')),
    outcome: OUTCOMES.find((outcome) => outcome === said('outcome')),
    from: dayIn(said('from')),
    to: dayIn(said('to')),
  };
}

/** The same as an address has it. */
export function addressOf(filter: Filter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter((said): said is [string, string] => said[1] !== undefined),
  );
}

export const isFilter = (filter: Filter): boolean => Object.keys(addressOf(filter)).length > 0;

export const hasWrongDays = ({ from, to }: Filter): boolean =>
  from !== undefined && to !== undefined && from > to;

/** The same as the gateway is asked. */
export function askedOf({ company, kind, outcome, from, to }: Filter): LedgerFilter {
  return {
    vendor: company,
    kind,
    outcome,
    from: from && beginOf(from, 0),
    to: to && beginOf(to, 1),
  };
}

/** When a day begins here, or one that many days later. */
function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** Whole years of four digits only: a browser's field of days has others while one types. */
function dayIn(text: string | undefined): string | undefined {
  if (text === undefined || !/^[12]\d{3}-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}
