import { z } from 'zod';

// Controls with line ends, line and paragraph separators, direction overrides, embeddings and isolates.
const REARRANGING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * One line of text that somebody else wrote and a person will read in a sentence of ours: it cannot begin a line of its own, turn the
 * text around it, or be there without being seen. Text in any script is fine.
 */
export function plainTextSchema(limits: { readonly min?: number; readonly max: number }) {
  return z
    .string()
    .min(limits.min ?? 1)
    .max(limits.max)
    .refine(
      (text) => VISIBLE.test(text) && !REARRANGING.test(text),
      'one line of visible text, without control or direction characters',
    );
}
