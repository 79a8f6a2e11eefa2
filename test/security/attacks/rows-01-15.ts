import type { Attack } from './attack.ts';

export const attacks1To15: readonly Attack[] = [];
