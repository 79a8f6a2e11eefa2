import {
  type DocumentContent,
  type DocumentKind,
  type DocumentToParse,
  type ParseDocument,
  parseDocument,
} from '@parley/pod-client';
import { createParseQueue, type ParseQueueOptions } from './parse-queue.ts';

export interface DocumentParsing {
  /** Documents from pods and from the web: a short one at once, a longer one in another thread, within a time. */
  readonly parse: ParseDocument;
  stop(): Promise<void>;
}

/** Characters. Up to here a document of the worst kind costs less than its way to another thread and back is worth: ADR 0014. */
export const PARSED_AT_ONCE = 16_384;
const LIMITS: ParseQueueOptions = { threads: 2, timeLimitMs: 8_000, waitLimitMs: 10_000, maxWaiting: 256 };

export function createDocumentParsing(limits: Partial<ParseQueueOptions> = {}): DocumentParsing {
  const queue = createParseQueue({ ...LIMITS, ...limits });
  return {
    parse: async <K extends DocumentKind>({ kind, input, of, signal }: DocumentToParse<K>) => {
      if (input.turtle.length <= PARSED_AT_ONCE) return parseDocument({ kind, input });
      return (await queue.run({ kind, input }, { of, signal })) as DocumentContent<K>;
    },
    stop: queue.stop,
  };
}
