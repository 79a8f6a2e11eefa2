import { ledgerEntryBodySchema, type ownerApi } from '@parley/protocol';

type Line = ReturnType<typeof ownerApi.ledgerPageSchema.parse>['entries'][number];

/** What has happened once, with the exact text that its chain covers (`body`). */
export type Entry = ReturnType<typeof entryOf>;

export const entryOf = (line: Line) => ({ ...line, ...ledgerEntryBodySchema.parse(JSON.parse(line.body)) });
