import type { DataCategory } from './data-category.ts';
import { issues } from './issues.ts';
import { preferences } from './preferences.ts';

/** Every category there is, by name. */
export const categories: ReadonlyMap<string, DataCategory> = new Map(
  [preferences, issues].map((category) => [category.name, category]),
);
