import type { Attack } from './attack.ts';

export const attacks16To30: readonly Attack[] = [];
