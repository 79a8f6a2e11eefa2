import type { FieldValue } from '@parley/protocol';
import type { RecordWrite } from '../crm.ts';

type Values = Readonly<Record<string, FieldValue | null>>;

/** The values to send: what was given, and the rest of `unset` where nobody else has given it. */
export function valuesOf({ fields, kept }: Pick<RecordWrite, 'fields' | 'kept'>, unset: Values = {}): Values {
  const given = Object.entries(fields).map(([name, { value }]) => [name, value] as const);
  const open = Object.entries(unset).filter(([name]) => !kept.includes(name));
  return Object.fromEntries([...open, ...given]);
}
