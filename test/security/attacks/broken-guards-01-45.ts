import type { BrokenGuard } from './attack.ts';

export const brokenGuards1To45: readonly BrokenGuard[] = [];
