import { z } from 'zod';

/** How long, in days, a vendor's requests do not reach the owner. */
export const silenceDaysSchema = z.int().min(1).max(365);

/** `POST /silences/{digest}`: what this vendor asks by itself does not reach the owner until then. `days` 0: it may ask again. */
export const silenceRequestSchema = z.strictObject({
  vendorId: z.string().min(1).max(200),
  days: z.union([z.literal(0), silenceDaysSchema]),
});

/** `GET /silences`, and the answer to setting one: those that last. */
export const silenceListSchema = z.object({
  silences: z.array(z.object({ vendorId: z.string(), name: z.string(), until: z.string() })),
});
