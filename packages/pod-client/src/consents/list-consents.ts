import { DOCUMENTS } from '@parley/protocol';
import { listContainer } from '../http/list-container.ts';
import type { Pod } from '../open-pod.ts';
import { consentIdOf } from './consent-address.ts';

/** The ids of all consents whose documents are in the pod. Members with other names are passed over. */
export async function* listConsents(pod: Pod): AsyncGenerator<string, void, undefined> {
  for (const name of await listContainer(pod, pod.resolve(DOCUMENTS.consents))) {
    const consentId = consentIdOf(name);
    if (consentId !== undefined) yield consentId;
  }
}
