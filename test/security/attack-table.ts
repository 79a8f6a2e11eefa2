// The attacks that Parley is tested against, in our own words. A title of a test begins with the marks of the cases that it tries:
// `A07b …`, `A12a, A12c …`. From here and from the titles docs/security-cases.md is made, and test/docs sees that no case is without a test.
import type { Attack } from './attacks/attack.ts';
import { attacks1To15 } from './attacks/rows-01-15.ts';
import { attacks16To30 } from './attacks/rows-16-30.ts';
import { attacks31To45 } from './attacks/rows-31-45.ts';
import { attacks46To69 } from './attacks/rows-46-69.ts';

export const attackTable: readonly Attack[] = [
  ...attacks1To15,
  ...attacks16To30,
  ...attacks31To45,
  ...attacks46To69,
];
