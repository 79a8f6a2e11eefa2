import type { BrokenGuard } from './attack.ts';

export const brokenGuards46To69: readonly BrokenGuard[] = [];
