import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import { readSettingsDocument, settingsAddress, settingsIri } from './settings-document.ts';
import { SETTINGS_PROPERTIES } from './settings-statements.ts';

/**
 * What the owner has chosen. `undefined`: there is no `settings.ttl`, so nothing was chosen, and every app may widen. Where there is one,
 * only the apps that it names may.
 *
 * @throws {PodError} `content_rejected`: it is malformed, with the setting's name where it is known; `access_denied`; `unavailable`
 */
export async function readSettings(pod: Pod): Promise<OwnerSettings | undefined> {
  const graph = await readSettingsDocument(pod);
  return graph && settingsOf(graph, settingsAddress(pod));
}

/** The settings in a parsed document. What it does not say is as the schema has it. */
export function settingsOf(graph: Graph, address: string): OwnerSettings {
  const read: Record<string, unknown> = { allowedApps: [] };
  for (const [name, property] of Object.entries(SETTINGS_PROPERTIES)) {
    const values = graph
      .objects(settingsIri(address), property.predicate)
      .map((term) => property.fromTerm(term));
    const isReadable = !values.includes(undefined) && (property.isList || values.length <= 1);
    if (!isReadable) throw new PodError('content_rejected', { field: name });
    if (values.length > 0) read[name] = property.isList ? values.toSorted() : values[0];
  }
  const settings = ownerSettingsSchema.safeParse(read);
  if (!settings.success)
    throw new PodError('content_rejected', { field: String(settings.error.issues[0]?.path[0]) });
  return settings.data;
}
