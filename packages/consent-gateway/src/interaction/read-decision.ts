import {
  type AuthorizationDetails,
  authorizationDetailsSchema,
  type DataAccess,
  instantSchema,
} from '@parley/protocol';

/** What the form said. `nothing`: give, but no field ticked. `unreadable_end`: give, but until when is no day. */
export type FormDecision =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable_end' }
  | { readonly kind: 'give'; readonly approved: AuthorizationDetails };

/** The part of what was asked that is ticked. Anything in the form that was not asked for has no effect. */
export function readDecision(
  form: Readonly<Record<string, unknown>>,
  asked: AuthorizationDetails,
): FormDecision {
  if (form['decision'] !== 'give') return { kind: 'refuse' };
  const ticked = new Set([form['field']].flat().filter((value) => typeof value === 'string'));
  const until = (form['until'] ?? '') === '' ? undefined : `${form['until']}T00:00:00Z`;
  // Not passed over: who wrote an end did not mean to give without one.
  if (until !== undefined && !instantSchema.safeParse(until).success) return { kind: 'unreadable_end' };
  const approved = asked.flatMap((entry, at) =>
    keepTicked(entry, (name, field) => ticked.has(`${at}.${name}.${field}`), until),
  );
  return approved.length === 0
    ? { kind: 'nothing' }
    : { kind: 'give', approved: authorizationDetailsSchema.parse(approved) };
}

function keepTicked(
  entry: DataAccess,
  isTicked: (name: string, field: string) => boolean,
  until: string | undefined,
): DataAccess[] {
  const fields = Object.fromEntries(
    entry.datatypes.flatMap((name) => {
      const lists = entry.fields[name] ?? { required: [], optional: [] };
      const required = lists.required.filter((field) => isTicked(name, field));
      const optional = lists.optional.filter((field) => isTicked(name, field));
      return required.length + optional.length === 0 ? [] : [[name, { required, optional }]];
    }),
  );
  const datatypes = entry.datatypes.filter((name) => Object.hasOwn(fields, name));
  if (datatypes.length === 0) return [];
  const filter = Object.fromEntries(
    Object.entries(entry.filter).filter(([name]) => datatypes.includes(name)),
  );
  const isEarlier = until !== undefined && Date.parse(until) < Date.parse(entry.access.until);
  return [
    { ...entry, datatypes, fields, filter, access: { ...entry.access, ...(isEarlier ? { until } : {}) } },
  ];
}
