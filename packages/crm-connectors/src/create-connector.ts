// The ways of a change: an item into the CRM, a consent's news, a date that has come, and what the CRM reports.

import type { BookPage, OwnerBook } from './bookkeeping/book.ts';
import { followConsent } from './bookkeeping/follow-consent.ts';
import { heldItems } from './bookkeeping/held-items.ts';
import { loseItem, writeDown } from './bookkeeping/write-down.ts';
import type { CrmConnector, CrmConnectorOptions } from './connector.ts';
import { CrmConnectorError, isCrmConnectorError } from './errors.ts';
import { isEcho, type LoopGuard, readComment } from './loop-guard/crm-comment.ts';
import { createKeyedDigest } from './loop-guard/keyed-digest.ts';
import { type MappedChange, mapChange } from './map-change.ts';
import { settle } from './settle.ts';

interface Owner {
  readonly gateway: string;
  readonly subject: string;
}

/**
 * Makes a connector for one CRM.
 *
 * @throws {invalid_options}
 * @example
 * ```ts
 * import { createCrmConnector, createMemoryBookkeeping } from '@parley/crm-connectors';
 * import { createZendesk } from '@parley/crm-connectors/zendesk';
 *
 * const crm = createZendesk({ origin: 'https://acme.zendesk.com', authorization: () => 'Bearer …' });
 * const key = crypto.getRandomValues(new Uint8Array(32));
 * const connector = createCrmConnector({ crm, bookkeeping: createMemoryBookkeeping(), key });
 * console.log(await connector.expire());
 * ```
 */
export function createCrmConnector(options: CrmConnectorOptions): CrmConnector {
  const { crm, bookkeeping, now = () => new Date() } = options;
  const keyed = createKeyedDigest(options.key);
  const guard: LoopGuard = { keyed, writerId: options.writerId };
  const atOwner = async <T>(
    owner: Owner,
    work: (page: BookPage, book: OwnerBook) => Promise<T>,
  ): Promise<T> =>
    bookkeeping.exclusively(await keyed.digest('owner', owner.gateway, owner.subject), (page) =>
      work(page, page.book ?? emptyBook(owner)),
    );
  const bookWith = async (externalId: string): Promise<OwnerBook | undefined> => {
    const owner = await bookkeeping.ownerOf(externalId);
    return owner === undefined ? undefined : bookkeeping.exclusively(owner, async ({ book }) => book);
  };
  return {
    async apply(changes, { consent, purpose, signal }) {
      const mapping = { crm, keyed, consent, purpose, now: now() };
      const mapped = await Promise.all(changes.map((change) => mapChange(mapping, change)));
      const standing = { version: consent.version, details: consent.details, status: 'given' } as const;
      return atOwner(consent, (page, before) => {
        const book = mapped.reduce(withChange, followConsent(before, consent.id, standing));
        return settle(page, { crm, book, mapped, now: now(), signal });
      });
    },
    follow: (consent, standing, { signal } = {}) =>
      atOwner(consent, (page, before) => {
        const book = followConsent(before, consent.id, standing);
        return settle(page, { crm, book, now: now(), signal });
      }),
    items: (consent, purpose) => atOwner(consent, async (_, book) => heldItems(book, consent.id, purpose)),
    async expire({ signal } = {}) {
      const failures: CrmConnectorError[] = [];
      let removed = 0;
      for (const owner of await bookkeeping.ownersDue(now())) {
        try {
          removed += await bookkeeping.exclusively(owner, async (page) =>
            page.book === undefined
              ? 0
              : (await settle(page, { crm, book: page.book, now: now(), signal })).removed,
          );
        } catch (error) {
          if (signal?.aborted === true) throw error;
          failures.push(
            isCrmConnectorError(error) ? error : new CrmConnectorError('port_failed', { cause: error }),
          );
        }
      }
      return { removed, failures };
    },
    isEcho: async (report) => isEcho(guard, await bookWith(report.externalId), report),
    readComment: async (comment) => readComment(guard, await bookWith(comment.externalId), comment),
  };
}

const emptyBook = ({ gateway, subject }: Owner): OwnerBook => ({
  gateway,
  subject,
  consents: [],
  records: [],
});

const withChange = (book: OwnerBook, { ground, writes }: MappedChange): OwnerBook =>
  writes === undefined ? loseItem(book, ground) : writeDown(book, ground, writes);
