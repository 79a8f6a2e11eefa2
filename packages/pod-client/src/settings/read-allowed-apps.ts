import type { Pod } from '../open-pod.ts';
import { readSettingsDocument, settingsAddress } from './settings-document.ts';
import { allowedAppsOf } from './settings-statements.ts';

/**
 * The client ids of the apps that the owner has allowed to widen consents: each `parley:allowedApp` of `settings.ttl#this`, as an IRI or a
 * text. `undefined`: there is no such document, so the owner has not chosen.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function readAllowedApps(pod: Pod): Promise<readonly string[] | undefined> {
  const graph = await readSettingsDocument(pod);
  return graph && allowedAppsOf(graph, settingsAddress(pod));
}
