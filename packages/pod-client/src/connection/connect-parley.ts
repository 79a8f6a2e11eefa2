import {
  type Categories,
  CONTAINER_NAME,
  DOCUMENTS,
  PARLEY,
  categories as published,
  RDF_TYPE,
} from '@parley/protocol';
import { findRules } from '../access/access-rules.ts';
import { setAccess } from '../access/set-access.ts';
import { verifyAccess } from '../access/verify-access.ts';
import { resolveInContainer } from '../address.ts';
import { readDocument } from '../conditional-get.ts';
import { newList } from '../data/create-item.ts';
import { acceptOpenings } from '../data/opened/read-opened.ts';
import { chooseStorage, readProfile } from '../discover/webid-profile.ts';
import { isPodError } from '../errors.ts';
import { createContainer, createDocument } from '../http/create-container.ts';
import { put } from '../http/write.ts';
import { openPod } from '../open-pod.ts';
import type { PodAccess } from '../pod-access.ts';
import { about, iri, text } from '../rdf/terms.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { LAYOUT } from './layout.ts';
import { connectionIri } from './read-connection.ts';
import { register } from './type-registration.ts';

export interface ConnectOptions extends PodAccess {
  /** The owner, for whom `fetch` acts. */
  readonly webId: string;
  readonly gatewayWebId: string;
  /** What the gateway gave, to be found again by it in the pod. */
  readonly nonce: string;
  /** Where the profile names several storages: the one the owner chose. */
  readonly storage?: string;
  /** Name of the container, with a slash at its end. Default `parley/`. */
  readonly name?: string;
  /** Whose documents are made. Default: the published categories. */
  readonly categories?: Categories;
  readonly now?: () => Date;
}

/**
 * Connects an owner's pod to a gateway, from the owner's app: containers, access rules, proof, registration. Trying
 * again after a failure goes on where it stopped; another gateway takes the place of the one before.
 *
 * > [!WARNING] The rules come before the content, and the owner keeps Control in each of them.
 *
 * @throws {PodError} `ambiguous_storage`: ask the owner which; `discovery_failed`; `access_rules_unknown`;
 * `access_not_effective`; `access_denied`; `unavailable`
 * @see https://solidproject.org/TR/wac
 */
export async function connectParley(options: ConnectOptions): Promise<{ readonly container: string }> {
  const { webId, gatewayWebId, nonce, name = CONTAINER_NAME, now = () => new Date() } = options;
  const categories = options.categories ?? published;
  const profile = await readProfile(options);
  const storage = chooseStorage(profile, options.storage);
  await findRules(options, storage).catch(unlessUnlinked);
  const container = resolveInContainer(storage, name);
  const createdAt = now().toISOString();

  for (const { path, gateway } of LAYOUT) {
    const target = container + path;
    if (path.endsWith('/') || path === '') await createContainer(options, target);
    else await createLists(options, { container, createdAt, categories });
    await setAccess(options, { target, ownerWebId: webId, gatewayWebId, gateway });
  }
  for (const { path, gateway } of LAYOUT) {
    await verifyAccess(options, { target: container + path, ownerWebId: webId, gatewayWebId, gateway });
  }
  await writeConnection(options, container, { ownerWebId: webId, gatewayWebId, nonce });
  await register(options, { profile, storage, container });
  return { container };
}

/** Some servers show a page of their own at a storage's root, without links; then the container's are the first to count. */
function unlessUnlinked(error: unknown): void {
  if (!isPodError(error) || error.code !== 'unexpected_answer') throw error;
}

/** The lists are made empty, so that nobody but the owner's app ever makes them. */
async function createLists(
  access: PodAccess,
  { container, createdAt, categories }: { container: string; createdAt: string; categories: Categories },
): Promise<void> {
  for (const category of categories.values()) {
    await createDocument(access, container + category.document, newList(category, container, createdAt));
    if (category.openedDocument !== undefined)
      await acceptOpenings(openPod({ ...access, container }), { category });
  }
}

async function writeConnection(
  access: PodAccess,
  container: string,
  connection: { ownerWebId: string; gatewayWebId: string; nonce: string },
): Promise<void> {
  const url = container + DOCUMENTS.connection;
  const turtle = writeTurtle(
    about(connectionIri(url), [
      [RDF_TYPE, iri(PARLEY.Connection)],
      [PARLEY.owner, iri(connection.ownerWebId)],
      [PARLEY.gateway, iri(connection.gatewayWebId)],
      [PARLEY.nonce, text(connection.nonce)],
    ]),
  );
  const before = await readDocument({ ...access, url });
  const etag = before.status === 'read' ? before.etag : undefined;
  const condition =
    before.status !== 'read' ? { ifNoneMatch: '*' as const } : etag === undefined ? {} : { ifMatch: etag };
  await put(access, { url, turtle, condition });
}
