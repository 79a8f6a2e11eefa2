import { normaliseContainer, resolveInContainer } from './address.ts';
import type { PodAccess } from './pod-access.ts';

/** A Parley container in a pod, and how it is reached. Functions that work on a pod take it first. */
export interface Pod extends PodAccess {
  /** The container's address, in normal form, with a slash at its end. */
  readonly container: string;
  /** The address of a resource inside the container. @throws {PodError} `address_refused` */
  resolve(reference: string): string;
}

/**
 * Opens the Parley container of a pod. Nothing is fetched yet.
 *
 * @throws {PodError} `address_refused`: the container's address is not in normal form
 * @example
 * const pod = openPod({ container: 'https://ann.pod.example/parley/', fetch: session.fetch, webId: session.webId });
 * for await (const issue of listItems(pod, { category: issues })) console.log(issue.fields['title']);
 */
export function openPod(options: PodAccess & { readonly container: string }): Pod {
  const container = normaliseContainer(options.container);
  return { ...options, container, resolve: (reference) => resolveInContainer(container, reference) };
}
