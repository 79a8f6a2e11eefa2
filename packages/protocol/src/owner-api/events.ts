import { z } from 'zod';

/** What of an owner's lists can have changed. */
export const changeableLists = ['requests', 'consents', 'ledger', 'notices', 'issues'] as const;

/**
 * The data of each `changed` event of `GET /events`: which lists to read again. It says nothing of what is in them. A client that has
 * connected reads them all: what changed before is not told again.
 */
export const ownerEventSchema = z.object({ changed: z.array(z.enum(changeableLists)).min(1) });
export type ChangeableList = (typeof changeableLists)[number];
