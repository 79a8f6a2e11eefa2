import { PARLEY } from '@parley/protocol';
import type { Pod } from '../open-pod.ts';
import { readSettings } from './read-settings.ts';

/**
 * Whether the owner wants to find in the inbox that somebody asks: yes, unless `settings.ttl#this` has `parley:requestNotices false`.
 *
 * @throws {PodError} `content_rejected`: it cannot be parsed; `access_denied`; `unavailable`
 */
export async function wantsRequestNotices(pod: Pod): Promise<boolean> {
  const settings = await readSettings(pod);
  return !(settings?.(PARLEY.requestNotices) ?? []).some(({ value }) => value === 'false' || value === '0');
}
