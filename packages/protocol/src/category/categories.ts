import { contact } from './contact.ts';
import type { Categories } from './data-category.ts';
import { issues } from './issues.ts';
import { preferences } from './preferences.ts';

/** Every published category: a line here, and everything knows it. */
const published = [preferences, issues, contact] as const;

/** The published declarations by name, as the compiler knows them. */
export type PublishedCategories = { readonly [Each in (typeof published)[number] as Each['name']]: Each };

/** Every published category, by name. */
export const categories: Categories = new Map(published.map((category) => [category.name, category]));
