// Guards that were broken by hand, and the tests that went red: a check that cannot fail is worse than none.
import type { BrokenGuard } from './attacks/attack.ts';
import { brokenGuards1To16 } from './attacks/broken-guards-01-16.ts';
import { brokenGuards17To45 } from './attacks/broken-guards-17-45.ts';
import { brokenGuards46To69 } from './attacks/broken-guards-46-69.ts';

export const brokenGuards: readonly BrokenGuard[] = [
  ...brokenGuards1To16,
  ...brokenGuards17To45,
  ...brokenGuards46To69,
];
