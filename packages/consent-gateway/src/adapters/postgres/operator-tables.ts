import type { Instant } from './column-types.ts';

/** Acts of operators, chained. Columns are documented where they are made: `migrations/`. */
export interface OperatorActTable {
  number: number;
  id: string;
  at: Instant;
  operator: string;
  command: string;
  about: string[];
  outcome: 'begun' | 'done' | 'failed';
  mac: string;
}

export interface OperatorActHeadTable {
  number: number;
  mac: string;
  seal: string;
}
