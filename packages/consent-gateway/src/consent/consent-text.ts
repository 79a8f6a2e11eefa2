import {
  type AuthorizationDetails,
  type Categories,
  coveredFields,
  type DataAccess,
  PURPOSES,
  categories as published,
} from '@parley/protocol';

/** The words of a consent as the owner saw them, without any data value. Their sha-256 stands in the record. */
export function consentText(options: {
  vendorName: string;
  details: AuthorizationDetails;
  categories?: Categories | undefined;
}): string {
  const { vendorName, details, categories = published } = options;
  return details.map((entry) => entryText(vendorName, entry, categories)).join('\n\n');
}

/** The version of the wording below: it changes when the words do. */
export const CONSENT_TEXT_VERSION = '3';

/** What a vendor may do beside reading, in words. */
const FURTHER_ACTIONS: Readonly<Record<Exclude<DataAccess['actions'][number], 'read'>, string>> = {
  subscribe: 'be told when it changes',
  converse: 'write messages into your issues, and begin some itself',
};

export function furtherActions(entry: DataAccess): readonly string[] {
  return entry.actions.flatMap((action) => (action === 'read' ? [] : [FURTHER_ACTIONS[action]]));
}

function entryText(vendorName: string, entry: DataAccess, categories: Categories): string {
  const lines = [`${vendorName} may see, for “${PURPOSES[entry.purpose] ?? entry.purpose}”:`];
  for (const name of entry.datatypes) {
    const category = categories.get(name);
    const words = coveredFields(entry, name).map((field) => category?.fields[field]?.label ?? field);
    lines.push(`- ${category?.label ?? name}: ${words.join(', ')}${filterText(entry, name, categories)}`);
  }
  const further = furtherActions(entry);
  if (further.length > 0) lines.push(`It may also ${further.join(', and ')}.`);
  lines.push(
    `Until ${entry.access.until.slice(0, 10)}${entry.access.lookback === undefined ? '' : `, nothing older than ${entry.access.lookback}`}${reads(entry)}.`,
  );
  const { duration, location, onEnd } = entry.retention;
  lines.push(`It promises to keep it for ${duration} in ${location}, and then to ${onEnd} it.`);
  lines.push(
    entry.recipients.length === 0
      ? 'It promises to pass it to nobody.'
      : `It passes it to: ${entry.recipients.join(', ')}.`,
  );
  if (entry.terms !== undefined) lines.push(`It asks under the terms ${entry.terms}.`);
  if (entry.benefit !== undefined) lines.push(`It says you get: ${entry.benefit}`);
  return lines.join('\n');
}

function filterText(entry: DataAccess, name: string, categories: Categories): string {
  const filters = Object.entries(entry.filter[name] ?? {}).map(([filter, value]) => {
    if (value === 'anyone') return 'also those addressed to other companies';
    if (value === 'requester') return 'only those addressed to it';
    return `${categories.get(name)?.filters[filter]?.label ?? filter}: ${value.join(', ')}`;
  });
  return filters.length === 0 ? '' : ` (${filters.join('; ')})`;
}

const reads = (entry: DataAccess): string =>
  entry.access.maxReadsPerDay === undefined ? '' : `, at most ${entry.access.maxReadsPerDay} reads a day`;
