import type { Attack } from './attack.ts';

export const attacks31To45: readonly Attack[] = [];
