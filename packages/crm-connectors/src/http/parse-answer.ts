import type { z } from 'zod';
import { CrmConnectorError } from '../errors.ts';

/** @throws {invalid_response} */
export function parseAnswer<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const answer = schema.safeParse(body);
  if (answer.success) return answer.data;
  const [fault] = answer.error.issues;
  throw new CrmConnectorError('invalid_response', { detail: fault?.path.join('.') ?? 'body' });
}

/** Lists of at most so many. */
export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
