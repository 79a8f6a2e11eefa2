import { PARLEY } from '@parley/protocol';
import type { Pod } from '../open-pod.ts';
import { readSettingsDocument, settingsAddress, settingsIri } from './settings-document.ts';

/**
 * Whether the owner wants to find in the inbox that somebody asks: yes, unless `settings.ttl#this` has `parley:requestNotices false`.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function wantsRequestNotices(pod: Pod): Promise<boolean> {
  const graph = await readSettingsDocument(pod);
  const said = graph?.objects(settingsIri(settingsAddress(pod)), PARLEY.requestNotices) ?? [];
  return !said.some(({ value }) => value === 'false' || value === '0');
}
