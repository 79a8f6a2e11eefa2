import { z } from 'zod';
import { approvedItemSchema } from '../read-api.ts';

/** What became of one item since the vendor's copy was made. */
export const itemChangeSchema = z.discriminatedUnion('type', [
  /** New, or different in a field that is approved: the whole item as it is now. */
  z.object({ type: z.literal('upserted'), category: z.string(), id: z.string(), item: approvedItemSchema }),
  /** Gone, no longer meant for the vendor, or no longer approved: to be deleted. Nothing tells which. */
  z.object({ type: z.literal('removed'), category: z.string(), id: z.string() }),
]);
export type ItemChange = z.output<typeof itemChangeSchema>;

/**
 * `GET /v1/changes?cursor=`: what makes the copy that the cursor stands for equal to what is approved. Without a cursor the copy is empty.
 * A page that was applied and its `nextCursor` belong together: keep both or neither.
 */
export const changesPageSchema = z.object({
  changes: z.array(itemChangeSchema),
  nextCursor: z.string(),
  /** There is more to be had at once. */
  hasMore: z.boolean(),
  consentVersion: z.int().min(1),
});
export type ChangesPage = z.output<typeof changesPageSchema>;
