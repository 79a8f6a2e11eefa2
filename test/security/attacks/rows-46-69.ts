import type { Attack } from './attack.ts';

/** Attacks on consents, pods and owners. */
export const attacks46To69: readonly Attack[] = [];
