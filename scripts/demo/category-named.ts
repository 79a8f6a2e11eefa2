import { categories, type DataCategory } from '@parley/protocol';

/** @throws where there is no such category */
export function categoryNamed(name: string): DataCategory {
  const category = categories.get(name);
  if (category === undefined) throw new Error(`There is no category ${name}.`);
  return category;
}
