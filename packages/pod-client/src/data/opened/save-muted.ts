import { type DataCategory, PARLEY } from '@parley/protocol';
import type { Pod } from '../../open-pod.ts';
import { statementKey } from '../../rdf/term.ts';
import { iri, text } from '../../rdf/terms.ts';
import { changeDocument } from '../change-document.ts';
import { itemIri } from '../item-address.ts';
import { emptyOpened, openedAddress } from './opened-document.ts';

/** A vendor, by its client id, that may begin no threads; or an issue of which there are to be no notices. */
export type Mutable = { readonly vendorId: string } | { readonly issueId: string };

/**
 * Mutes, or lets be heard again. From the owner's app.
 *
 * @throws {PodError} `conflict`, `content_rejected`, `access_denied`, `unavailable`
 */
export async function saveMuted(
  pod: Pod,
  options: { readonly category: DataCategory; readonly of: Mutable; readonly isMuted: boolean },
): Promise<void> {
  const { category, of, isMuted } = options;
  const url = openedAddress(category, pod.container);
  const subject = `${url}#this`;
  const statement =
    'vendorId' in of
      ? { subject, predicate: PARLEY.mutedVendor, object: text(of.vendorId) }
      : { subject, predicate: PARLEY.mutedIssue, object: iri(itemIri(category, pod.container, of.issueId)) };
  await changeDocument(pod, {
    url,
    create: () => emptyOpened(url),
    change(graph) {
      const key = statementKey(statement);
      const is = graph.about(subject).some((each) => statementKey(each) === key);
      if (is === isMuted) return undefined;
      return isMuted ? { inserts: [statement] } : { deletes: [statement] };
    },
  });
}
