import { type DataCategory, type Proposal, type ThreadMessage, WF, type Writer } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { iri } from '../rdf/terms.ts';
import { appendToDocument } from './append-to-document.ts';
import { itemAddress, itemIri } from './item-address.ts';
import { messageStatements } from './thread.ts';

export interface AddMessageOptions {
  readonly category: DataCategory;
  /** The id of the item it belongs to. */
  readonly itemId: string;
  readonly content: string;
  /** The WebID or IRI of who wrote it: the owner's WebID, or anything else for a vendor. */
  readonly maker: string;
  readonly from: ThreadMessage['from'];
  /** Of a vendor: what state it proposes, who wrote it, and the message as it has signed it. */
  readonly proposes?: Proposal | undefined;
  readonly by?: Writer | undefined;
  readonly signed?: string;
  /** For trying again where the outcome is not known: with the same id and instant it adds nothing twice. */
  readonly identity?: Pick<ThreadMessage, 'id' | 'createdAt'>;
  readonly now?: () => Date;
}

/**
 * Adds a message to an item's thread. It needs no more than acl:Append on the item's document, and never makes one.
 *
 * @throws {PodError} `not_found`: the item has no document; `invalid_item`, `access_denied`, `unavailable`
 */
export async function addMessage(pod: Pod, options: AddMessageOptions): Promise<ThreadMessage> {
  const { category, itemId, content, maker, from, proposes, by, signed, now = () => new Date() } = options;
  const { id, createdAt } = options.identity ?? newIdentity(now());
  if (!/^\w[\w-]{0,99}$/.test(id) || content === '')
    throw new PodError('invalid_item', { field: 'messages' });
  const url = itemAddress(category, pod.container, itemId);
  const subject = itemIri(category, pod.container, itemId);
  const message = { id, content, createdAt, from, ...(proposes === undefined ? {} : { proposes }) };
  const statements = messageStatements({ ...message, by, iri: `${url}#${id}`, maker, signed });
  const inserts = [{ subject, predicate: WF.message, object: iri(`${url}#${id}`) }, ...statements];
  await appendToDocument(pod, { url, inserts });
  return message;
}

/** SolidOS names a message by its milliseconds; two in one would be one. */
function newIdentity(at: Date): Pick<ThreadMessage, 'id' | 'createdAt'> {
  return { id: `Msg${at.getTime()}-${crypto.randomUUID().slice(0, 8)}`, createdAt: at.toISOString() };
}
