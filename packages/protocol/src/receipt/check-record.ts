import { coveredFields, type DataAccess } from '../authorization-details.ts';
import type { Categories } from '../category/data-category.ts';
import type { ReceiptClaims } from '../consent-receipt.ts';
import { sha256 } from '../digest.ts';
import type { ReportReceiptProblem } from './receipt-verdict.ts';

type Json = Readonly<Record<string, unknown>>;

/** Checks that the consent record inside a receipt says what the receipt says, and that the owner saw the text it states. */
export async function checkRecord(
  claims: ReceiptClaims,
  categories: Categories,
  report: ReportReceiptProblem,
): Promise<void> {
  const { record } = claims;
  const mustBe = (name: string, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected))
      report('record_mismatch', `the record's ${name} is not that of the receipt`);
  };
  mustBe('dct:identifier', record['dct:identifier'], claims.jti);
  mustBe('dpv:hasIdentifier', record['dpv:hasIdentifier'], claims.jti);
  mustBe('parley:consentId', record['parley:consentId'], claims.consent_id);
  mustBe('parley:version', record['parley:version'], claims.consent_version);
  mustBe('parley:previousHash', record['parley:previousHash'], claims.previous);
  mustBe('dpv:hasDataSubject', part(record['dpv:hasDataSubject'])['dct:identifier'], claims.sub);
  mustBe('dpv:hasDataController', part(record['dpv:hasDataController'])['dct:identifier'], claims.aud);
  const controls = parts(record['dpv:hasConsentControl']).map((control) => control['dpv:isExercisedAt']);
  if (controls.some((at) => at !== claims.iss) || controls.length === 0)
    mustBe('dpv:hasConsentControl', controls, claims.iss);
  const processes = parts(record['dpv:hasProcess']);
  mustBe('dpv:hasProcess', processes.length, claims.authorization_details.length);
  for (const [index, entry] of claims.authorization_details.entries())
    checkProcess(
      processes[index] ?? {},
      { entry, vendorId: claims.aud, categories },
      (name, found, expected) => mustBe(`dpv:hasProcess[${index}] ${name}`, found, expected),
    );
  await checkNotices(parts(record['dpv:hasNotice']), report);
}

/** What the record says of one purpose, beside the entry that it is made from. */
function checkProcess(
  process: Json,
  {
    entry,
    vendorId,
    categories,
  }: { readonly entry: DataAccess; readonly vendorId: string; readonly categories: Categories },
  mustBe: (name: string, found: unknown, expected: unknown) => void,
): void {
  const [storage] = parts(process['dpv:hasStorageCondition']);
  const purposes = parts(process['dpv:hasPurpose']).map((purpose) => purpose['@type']);
  const data = parts(process['dpv:hasPersonalData']);
  mustBe('dpv:hasPurpose', purposes, [entry.purpose]);
  mustBe(
    'dpv:hasPersonalData',
    data.map(dataLine).sort(),
    entry.datatypes.flatMap((name) => lines(entry, name, categories)).sort(),
  );
  mustBe('dpv:hasProcessing', process['dpv:hasProcessing'], entry.actions);
  mustBe('dpv:hasRecipient', process['dpv:hasRecipient'], [vendorId, ...entry.recipients]);
  mustBe('dpv:hasDuration of storage', storage?.['dpv:hasDuration'], entry.retention.duration);
  mustBe('dpv:hasLocation', storage?.['dpv:hasLocation'], entry.retention.location);
  mustBe('parley:onEnd', storage?.['parley:onEnd'], entry.retention.onEnd);
  mustBe('dpv:hasDuration', part(process['dpv:hasDuration'])['rdf:value'], entry.access.until);
  mustBe('parley:filter', process['parley:filter'], entry.filter);
  mustBe('parley:lookback', process['parley:lookback'], entry.access.lookback);
  mustBe('parley:maxReadsPerDay', process['parley:maxReadsPerDay'], entry.access.maxReadsPerDay);
  mustBe('parley:benefit', process['parley:benefit'], entry.benefit);
  mustBe('parley:terms', process['parley:terms'], entry.terms);
}

function lines(entry: DataAccess, name: string, categories: Categories): string[] {
  const required = new Set(entry.fields[name]?.required ?? []);
  return coveredFields(entry, name).map((field) =>
    dataLine({
      '@type': categories.get(name)?.personalData,
      'parley:field': `${name}.${field}`,
      'dpv:hasNecessity': `https://w3id.org/dpv#${required.has(field) ? 'Required' : 'Optional'}`,
    }),
  );
}

const dataLine = (data: Json): string =>
  [data['parley:field'], data['@type'], data['dpv:hasNecessity']].map(String).join(' ');

async function checkNotices(notices: readonly Json[], report: ReportReceiptProblem): Promise<void> {
  if (notices.length === 0) report('notice_mismatch', 'the record does not hold the text that the owner saw');
  for (const notice of notices) {
    const text = notice['dct:description'];
    const hash = typeof text === 'string' ? await sha256(text) : undefined;
    if (hash === undefined || hash !== notice['parley:textHash'])
      report('notice_mismatch', 'the text that the owner saw is not the text of the stated hash');
  }
}

function part(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function parts(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(part) : [];
}
