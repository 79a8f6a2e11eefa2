import type { AuthorizationDetails, DataAccess } from '@parley/protocol';

/** What an owner leaves of what was asked, or given. What is not stated stays as it is. */
export interface Kept {
  /** The fields that stay, by category: `{ issues: ['title'] }`. A category that is not named goes. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** An earlier end (RFC 3339, UTC). */
  readonly until?: string;
  readonly maxReadsPerDay?: number;
}

/** The details with nothing but what is kept. */
export function keepOnly(details: AuthorizationDetails, kept: Kept): AuthorizationDetails {
  const rest = details.map((entry) => keepOf(entry, kept)).filter(({ datatypes }) => datatypes.length > 0);
  if (rest.length === 0) throw new Error('Of what was asked, nothing is kept: refuse or withdraw instead.');
  return rest;
}

function keepOf(entry: DataAccess, { fields, until, maxReadsPerDay }: Kept): DataAccess {
  const keptFields = Object.entries(entry.fields).map(([name, lists]) => {
    const stays = (field: string): boolean => fields?.[name]?.includes(field) ?? fields === undefined;
    return [
      name,
      { required: lists.required.filter(stays), optional: lists.optional.filter(stays) },
    ] as const;
  });
  const left = keptFields.filter(([, { required, optional }]) => required.length + optional.length > 0);
  const datatypes = left.map(([name]) => name);
  return {
    ...entry,
    datatypes: entry.datatypes.filter((name) => datatypes.includes(name)),
    fields: Object.fromEntries(left),
    filter: Object.fromEntries(Object.entries(entry.filter).filter(([name]) => datatypes.includes(name))),
    access: {
      ...entry.access,
      ...(until !== undefined && { until }),
      ...(maxReadsPerDay !== undefined && { maxReadsPerDay }),
    },
  };
}
