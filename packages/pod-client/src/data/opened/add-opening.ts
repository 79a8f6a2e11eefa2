import { type DataCategory, DC_TITLE, DCT, type OpenedIssue, PARLEY, WF } from '@parley/protocol';
import { readDocument } from '../../conditional-get.ts';
import { isPodError, PodError } from '../../errors.ts';
import { patch } from '../../http/write.ts';
import type { Pod } from '../../open-pod.ts';
import { writeN3Patch } from '../../rdf/n3-patch.ts';
import type { Statement } from '../../rdf/term.ts';
import { about, dateTime, iri, text } from '../../rdf/terms.ts';
import { messageStatements } from '../thread.ts';
import { openedAddress, openedMark, openingIri, waitingMark } from './opened-document.ts';
import { openingKindIri } from './opening-kind.ts';

export interface OpeningMessage extends Pick<Parameters<typeof messageStatements>[0], 'by'> {
  readonly id: string;
  readonly createdAt: string;
  readonly content: string;
  readonly signed: string;
}

export interface AddOpeningOptions extends Omit<OpenedIssue, 'messages'> {
  readonly category: DataCategory;
  readonly message: OpeningMessage;
}

/**
 * Begins a thread for a vendor, with no more than acl:Append on the document for that. Adding the same one twice leaves one.
 *
 * @throws {PodError} `not_found`: the owner has no such document; `access_denied`, `unavailable`
 */
export async function addOpening(pod: Pod, options: AddOpeningOptions): Promise<void> {
  const { category, id, title, kind, createdAt, vendorId, message } = options;
  const url = openedAddress(category, pod.container);
  const mark = waitingMark(url, id);
  const properties = about(mark.subject, [
    [DC_TITLE, text(title)],
    [PARLEY.kind, iri(openingKindIri(category, kind))],
    [DCT.created, dateTime(createdAt)],
    [PARLEY.clientId, text(vendorId)],
  ]);
  const statements = messageIn(url, id, { ...message, vendorId });
  await addWhere(pod, { url, where: openedMark(url), inserts: [mark, ...properties, ...statements] });
}

export interface AddToOpeningOptions {
  readonly category: DataCategory;
  readonly id: string;
  readonly vendorId: string;
  readonly message: OpeningMessage & Pick<Parameters<typeof messageStatements>[0], 'proposes'>;
}

/**
 * Adds to a thread that a vendor has begun, as long as it waits for the owner.
 *
 * @throws {PodError} `not_found`: none of this name waits; `access_denied`, `unavailable`
 */
export async function addToOpening(pod: Pod, options: AddToOpeningOptions): Promise<void> {
  const { category, id, vendorId, message } = options;
  const url = openedAddress(category, pod.container);
  const inserts = messageIn(url, id, { ...message, vendorId });
  await addWhere(pod, { url, where: waitingMark(url, id), inserts });
}

function messageIn(
  url: string,
  id: string,
  { vendorId, ...message }: AddToOpeningOptions['message'] & { vendorId: string },
): Statement[] {
  const address = openingIri(url, message.id);
  const link = { subject: openingIri(url, id), predicate: WF.message, object: iri(address) };
  return [link, ...messageStatements({ ...message, iri: address, maker: vendorId })];
}

/** A server that finds no document, or not what the condition says, answers the same; or that nobody but the owner may make one. */
async function addWhere(
  pod: Pod,
  { url, where, inserts }: { url: string; where: Statement; inserts: readonly Statement[] },
): Promise<void> {
  try {
    await patch(pod, { url, n3: writeN3Patch({ where: [where], inserts }), condition: { ifMatch: '*' } });
  } catch (error) {
    if (!isPodError(error) || !['conflict', 'access_denied'].includes(error.code)) throw error;
    const isThere = error.code === 'access_denied' && (await readDocument({ ...pod, url })).status === 'read';
    throw isThere ? error : new PodError('not_found', { cause: error });
  }
}
