import { z } from 'zod';
import { plainTextSchema } from '../plain-text.ts';
import { vendorMessageClaimsSchema } from './vendor-message.ts';

/** The `typ` header of what a vendor signs when it begins a thread. */
export const VENDOR_OPENING_TYP = 'parley-opening+jwt';

/** What a vendor may begin a thread for. */
export const openingKinds = ['recall', 'question', 'notice'] as const;
export type OpeningKind = (typeof openingKinds)[number];

/** In characters. Nobody has asked for it: it is shorter than an answer may be. */
export const MAX_OPENING_LENGTH = 2_000;
export const MAX_OPENING_TITLE = 120;

/** The claims of a vendor's opening, signed as its messages are. `content`: the first message. */
export const vendorOpeningClaimsSchema = vendorMessageClaimsSchema
  .omit({ issue: true, proposes: true })
  .extend({
    kind: z.enum(openingKinds),
    title: plainTextSchema({ max: MAX_OPENING_TITLE }),
    content: vendorMessageClaimsSchema.shape.content.max(MAX_OPENING_LENGTH),
  });
export type VendorOpeningClaims = z.output<typeof vendorOpeningClaimsSchema>;

/** The answer to `POST /v1/issues`: 201, or 200 where the same thread was begun already. */
export const issueOpenedSchema = z.object({
  /** The issue, by the id that the vendor reads it and answers in it under, also once the owner has it among her own. */
  id: z.string(),
  createdAt: z.string(),
});
export type IssueOpened = z.output<typeof issueOpenedSchema>;
