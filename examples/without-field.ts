import type { DataAccess } from '@parley/protocol';

/** One entry of a request or a consent, with a field less. */
export function withoutField(entry: DataAccess, field: string): DataAccess {
  const isKept = (each: string): boolean => each !== field;
  const fields = Object.entries(entry.fields).map(([category, { required, optional }]) => [
    category,
    { required: required.filter(isKept), optional: optional.filter(isKept) },
  ]);
  return { ...entry, fields: Object.fromEntries(fields) };
}
