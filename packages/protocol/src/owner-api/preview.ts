import { z } from 'zod';
import { approvedPageSchema } from '../read-api.ts';

/** One page, or one item, as the vendor would get it. */
export const previewPartSchema = approvedPageSchema.extend({
  purpose: z.string(),
  category: z.string(),
  /** The names of the fields that an item can have in it. */
  fields: z.array(z.string()),
});
export type PreviewPart = z.output<typeof previewPartSchema>;

/** `GET /requests/{id}/preview` and `GET /consents/{id}/preview`: what the vendor would see, shown to the owner alone. */
export const previewSchema = z.object({
  /**
   * `now`: the vendor would get it at this moment. `if_given`: if all that it asked for were given. `if_resumed`: it is paused.
   * `if_released`: the vendor is on hold. `never`: it has ended, and nothing is seen any more.
   */
  applies: z.enum(['now', 'if_given', 'if_resumed', 'if_released', 'never']),
  /** Of a consent that is paused until a certain time. */
  resumesAt: z.string().optional(),
  /** For each purpose and category one; with `item`, each purpose for which that item can be seen. */
  parts: z.array(previewPartSchema),
});
export type Preview = z.output<typeof previewSchema>;
