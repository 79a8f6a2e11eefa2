import { DOCUMENTS, PARLEY, RDF_TYPE, WF } from '@parley/protocol';
import { setAccess } from '../access/set-access.ts';
import { changeDocument, difference, emptyDocument } from '../data/change-document.ts';
import { trackerIri } from '../data/tracker.ts';
import { readProfile, type WebIdProfile } from '../discover/webid-profile.ts';
import { PodError } from '../errors.ts';
import { createDocument } from '../http/create-container.ts';
import type { PodAccess } from '../pod-access.ts';
import type { Graph } from '../rdf/graph.ts';
import type { Statement } from '../rdf/term.ts';
import { about, iri } from '../rdf/terms.ts';
import { PIM, SOLID } from '../rdf/vocabulary.ts';
import { connectionIri } from './read-connection.ts';

const PREFERENCES_FILE = 'settings/prefs.ttl';
const PRIVATE_TYPE_INDEX = 'settings/privateTypeIndex.ttl';

/**
 * Names the Parley container and its issue tracker in the person's private type index, and makes that index, and the
 * preferences file that leads to it, where there is none: Community Solid Server pods begin without.
 * Never in the public index: an entry there tells the world whom somebody deals with.
 */
export async function register(
  access: PodAccess,
  options: { readonly profile: WebIdProfile; readonly storage: string; readonly container: string },
): Promise<void> {
  const { profile, container } = options;
  const index = profile.privateTypeIndex ?? (await createTypeIndex(access, options));
  await changeDocument(access, {
    url: index,
    create: emptyDocument,
    change: (graph) => difference([], missing(graph, registrations(index, container))),
  });
}

/** Takes the registrations of a container out again. Where there is no index, there is nothing to take out. */
export async function unregister(
  access: PodAccess,
  options: { readonly webId: string; readonly container: string },
): Promise<void> {
  const { privateTypeIndex } = await readProfile({ ...access, webId: options.webId });
  if (privateTypeIndex === undefined) return;
  const instances = new Set(instancesIn(options.container).map(([, instance]) => instance));
  await changeDocument(access, {
    url: privateTypeIndex,
    create: emptyDocument,
    change: (graph) => {
      const isOne = ({ predicate, object }: Statement): boolean =>
        predicate === SOLID.instance && instances.has(object.value);
      // A registration may name another container too, from which or to which the pod has moved.
      const isEmptied = (subject: string): boolean => {
        const named = graph.objects(subject, SOLID.instance);
        return named.length > 0 && named.every(({ value }) => instances.has(value));
      };
      return difference(
        graph.statements.filter(
          (each) =>
            !each.subject.startsWith('_:') &&
            each.object.kind !== 'blank' &&
            (isOne(each) || isEmptied(each.subject)),
        ),
        [],
      );
    },
  });
}

async function createTypeIndex(
  access: PodAccess,
  { profile, storage }: { readonly profile: WebIdProfile; readonly storage: string },
): Promise<string> {
  const { webId } = profile;
  const index = storage + PRIVATE_TYPE_INDEX;
  // Closed before anything is in it, whatever the rules above it say.
  await createDocument(access, index, emptyDocument());
  await setAccess(access, { target: index, ownerWebId: webId });
  await changeDocument(access, {
    url: index,
    change: (graph) =>
      difference([], missing(graph, kinds(index, [SOLID.TypeIndex, SOLID.UnlistedDocument]))),
  });
  const preferences = profile.preferencesFile ?? (await createPreferencesFile(access, { webId, storage }));
  await link(access, { from: preferences, subject: webId, predicate: SOLID.privateTypeIndex, to: index });
  return index;
}

async function createPreferencesFile(
  access: PodAccess,
  { webId, storage }: { readonly webId: string; readonly storage: string },
): Promise<string> {
  const preferences = storage + PREFERENCES_FILE;
  await createDocument(access, preferences, emptyDocument());
  await setAccess(access, { target: preferences, ownerWebId: webId });
  await changeDocument(access, {
    url: preferences,
    change: (graph) => difference([], missing(graph, kinds(preferences, [PIM.ConfigurationFile]))),
  });
  const from = webId.split('#')[0] as string;
  await link(access, { from, subject: webId, predicate: PIM.preferencesFile, to: preferences });
  return preferences;
}

/** A link that there can be one of only: another one that came meanwhile is a conflict. */
async function link(
  access: PodAccess,
  { from, subject, predicate, to }: { from: string; subject: string; predicate: string; to: string },
): Promise<void> {
  await changeDocument(access, {
    url: from,
    change: (graph) => {
      const present = graph.objects(subject, predicate);
      if (present.some((term) => term.value !== to)) throw new PodError('conflict');
      return present.length > 0 ? undefined : { inserts: [{ subject, predicate, object: iri(to) }] };
    },
  });
}

function instancesIn(container: string): readonly (readonly [rdfClass: string, instance: string])[] {
  return [
    [PARLEY.Connection, connectionIri(container + DOCUMENTS.connection)],
    [WF.Tracker, trackerIri(`${container}${DOCUMENTS.issues}index.ttl`)],
  ];
}

function registrations(index: string, container: string): readonly Statement[] {
  return instancesIn(container).flatMap(([forClass, instance]) =>
    about(`${index}#parley-${forClass === WF.Tracker ? 'issues' : 'connection'}`, [
      [RDF_TYPE, iri(SOLID.TypeRegistration)],
      [SOLID.forClass, iri(forClass)],
      [SOLID.instance, iri(instance)],
    ]),
  );
}

function kinds(document: string, classes: readonly string[]): readonly Statement[] {
  return classes.map((each) => ({ subject: document, predicate: RDF_TYPE, object: iri(each) }));
}

function missing(graph: Graph, wanted: readonly Statement[]): readonly Statement[] {
  return wanted.filter(
    ({ subject, predicate, object }) =>
      !graph.objects(subject, predicate).some((term) => term.value === object.value),
  );
}
