// Guards that were broken by hand, one at a time, and the tests that went red: a check that cannot fail is worse than none.
import type { BrokenGuard } from './attacks/attack.ts';
import { brokenGuards1To45 } from './attacks/broken-guards-01-45.ts';
import { brokenGuards46To69 } from './attacks/broken-guards-46-69.ts';

export const brokenGuards: readonly BrokenGuard[] = [...brokenGuards1To45, ...brokenGuards46To69];
