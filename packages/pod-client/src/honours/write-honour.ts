import {
  type DataCategory,
  type HonourAction,
  type HonourReason,
  PARLEY,
  RDF_TYPE,
  SCHEMA,
} from '@parley/protocol';
import { itemIri } from '../data/item-address.ts';
import { createOnce } from '../ledger/create-once.ts';
import { readSignedText } from '../ledger/read-signed-text.ts';
import type { Pod } from '../open-pod.ts';
import { about, dateTime, iri, text } from '../rdf/terms.ts';
import { DCT_TERMS } from '../rdf/vocabulary.ts';
import { type HonourPlace, honourAddress } from './honour-address.ts';

/** What a vendor says that it did with an item: the JWS is the truth, everything else says the same. */
export interface HonourStatement extends HonourPlace {
  readonly category: DataCategory;
  /** The item's id in the pod. */
  readonly itemId: string;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly action: HonourAction;
  readonly reason?: HonourReason | undefined;
  readonly jws: string;
}

const ACTIONS: Readonly<Record<HonourAction, string>> = {
  honoured: PARLEY.honoured,
  could_not: PARLEY.couldNotHonour,
  not_applicable: PARLEY.notApplicable,
};

/**
 * Writes a vendor's statement as one file that is never changed. It needs no more than acl:Append on `consents/`. Trying again is safe.
 *
 * @throws {PodError} `conflict`: something else is there; `access_denied`; `unavailable`
 */
export async function writeHonour(
  pod: Pod,
  statement: HonourStatement,
): Promise<{ readonly created: boolean }> {
  const { category, itemId, createdAt, action, reason, jws } = statement;
  const subject = `${honourAddress(pod, statement)}#honour`;
  return createOnce(pod, {
    subject,
    statements: about(subject, [
      [RDF_TYPE, iri(PARLEY.HonourStatement)],
      [DCT_TERMS.created, dateTime(createdAt)],
      [SCHEMA.about, iri(itemIri(category, pod.container, itemId))],
      [PARLEY.honourAction, iri(ACTIONS[action])],
      [PARLEY.honourReason, reason === undefined ? undefined : text(reason)],
      [PARLEY.jws, text(jws)],
    ]),
    isSame: (existing) => existing === jws,
  });
}

/** Whether a statement is in the pod. @throws {PodError} `access_denied`; `unavailable` */
export async function hasHonour(pod: Pod, place: HonourPlace): Promise<boolean> {
  return (await readSignedText(pod, honourAddress(pod, place))) !== undefined;
}
