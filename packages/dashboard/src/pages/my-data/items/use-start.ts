import type { DataCategory } from '@parley/protocol';
import { useSearchParams } from 'wouter';
import { writtenFields } from '../form/item-draft.ts';
import { presentationOf } from './presentation.ts';

/** What a new item begins with. A link to the form can say what is meant, in the address. */
export function useStart(category: DataCategory): Readonly<Record<string, string>> {
  const [parameters] = useSearchParams();
  const linked = Object.fromEntries(
    writtenFields(category).flatMap((name) => {
      const value = parameters.get(name);
      const { values } = category.fields[name] ?? {};
      return value !== null && values !== undefined && Object.hasOwn(values, value) ? [[name, value]] : [];
    }),
  );
  return { ...presentationOf(category).start, ...linked };
}
