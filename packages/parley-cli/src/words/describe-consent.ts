import {
  type ChainStatement,
  type ConsentChainVerdict,
  type ConsentEventClaims,
  categories,
  coveredFields,
  type DataAccess,
  type DeletionReportClaims,
  PURPOSES,
  type ReceiptClaims,
} from '@parley/protocol';

/** A consent in plain words: who, what, why, until when, what is promised, and what became of it. */
export function describeConsent({ present, status, statements }: ConsentChainVerdict): string[] {
  if (present === undefined) return ['Nothing in it can be read as a consent.'];
  return [
    `Who     ${vendorName(present)} (${present.aud}), by way of ${present.iss}`,
    ...present.authorization_details.flatMap(describeEntry),
    'History',
    ...statements.map(historyLine),
    `Now     ${status === 'given' ? untilWords(present) : (status ?? 'unknown')}`,
    'The text that was shown when it was decided',
    ...noticeText(present).map((line) => `  | ${line}`),
  ];
}

function describeEntry(entry: DataAccess): string[] {
  const { access, retention, recipients } = entry;
  return [
    `Why     ${PURPOSES[entry.purpose] ?? entry.purpose}`,
    ...entry.datatypes.map((name) => `What    ${dataWords(entry, name)}`),
    `Until   ${access.until}${limitWords(access)}`,
    `Promise to keep it for ${retention.duration} in ${retention.location}, then to ${retention.onEnd} it`,
    `Promise to pass it to ${recipients.length === 0 ? 'nobody' : recipients.join(', ')}`,
    ...(entry.benefit === undefined ? [] : [`Benefit "${entry.benefit}"`]),
    ...(entry.terms === undefined ? [] : [`Terms   ${entry.terms}`]),
  ];
}

function dataWords(entry: DataAccess, name: string): string {
  const category = categories.get(name);
  const fields = coveredFields(entry, name).map((field) => category?.fields[field]?.label ?? field);
  const filters = Object.entries(entry.filter[name] ?? {}).map(([filter, value]) => {
    if (value === 'anyone') return 'also those addressed to other companies';
    if (value === 'requester') return 'only those addressed to it';
    return `only ${category?.filters[filter]?.label ?? filter}: ${value.join(', ')}`;
  });
  const only = filters.length === 0 ? '' : ` (${filters.join('; ')})`;
  return `${category?.label ?? name}: ${fields.join(', ')}${only}; to ${entry.actions.join(', ')}`;
}

function limitWords({ lookback, maxReadsPerDay }: DataAccess['access']): string {
  const back = lookback === undefined ? '' : `, nothing older than ${lookback}`;
  return maxReadsPerDay === undefined ? back : `${back}, at most ${maxReadsPerDay} reads a day`;
}

function historyLine(statement: ChainStatement): string {
  const { kind, claims } = statement;
  if (kind === 'event') return `  ${claims.at}  ${eventWords(claims)}`;
  if (kind === 'report') return `  ${claims.at}  ${reportWords(statement.report)}`;
  const at = new Date(claims.iat * 1000).toISOString();
  const what =
    claims.consent_version === 1 ? 'given' : `changed by the owner: version ${claims.consent_version}`;
  return `  ${at}  ${what}, until ${claims.until}`;
}

function eventWords({ event, by, reason }: ConsentEventClaims): string {
  const what = event === 'given' ? 'resumed' : event;
  return `${what} by the ${by}${reason === undefined ? '' : ` (${reason.replaceAll('_', ' ')})`}`;
}

function reportWords(report: DeletionReportClaims | undefined): string {
  const what = report?.what.map((each) => {
    const why = each.outcome === 'kept' ? ` (${each.reason.replaceAll('_', ' ')})` : '';
    return `${categories.get(each.category)?.label ?? each.category}: ${each.outcome}${why}`;
  });
  return `the vendor reported: ${what?.join('; ') ?? 'nothing that can be read'}`;
}

function untilWords({ until }: ReceiptClaims): string {
  return Date.parse(until) <= Date.now() ? `over: its end was ${until}` : 'given, as far as this file goes';
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

function vendorName({ record, aud }: ReceiptClaims): string {
  const controller = record['dpv:hasDataController'];
  const name = isObject(controller) ? controller['dpv:hasName'] : undefined;
  return typeof name === 'string' ? name : aud;
}

function noticeText({ record }: ReceiptClaims): string[] {
  const notices = record['dpv:hasNotice'];
  const texts = (Array.isArray(notices) ? notices : []).flatMap((notice: unknown) =>
    isObject(notice) && typeof notice['dct:description'] === 'string' ? [notice['dct:description']] : [],
  );
  return texts.join('\n').split('\n');
}
