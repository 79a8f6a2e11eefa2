import { DOCUMENTS, PARLEY } from '@parley/protocol';
import { normaliseContainer } from '../address.ts';
import { isPodError } from '../errors.ts';
import { SOLID } from '../rdf/vocabulary.ts';
import { readWebDocument } from './web-document.ts';
import { type ReadProfileOptions, readProfile, type WebIdProfile } from './webid-profile.ts';

export interface FoundParley {
  readonly profile: WebIdProfile;
  /** The Parley containers that the person's private type index names; usually one, or none yet. */
  readonly containers: readonly string[];
}

/**
 * From a WebID to its Parley containers: profile, preferences file, private type index. Only the owner can read these.
 *
 * @throws {PodError} as `readProfile`
 */
export async function findParley(options: ReadProfileOptions): Promise<FoundParley> {
  const profile = await readProfile(options);
  if (profile.privateTypeIndex === undefined) return { profile, containers: [] };
  try {
    const index = await readWebDocument(options, profile.privateTypeIndex);
    const instances = index
      .subjects(SOLID.forClass, PARLEY.Connection)
      .flatMap((registration) => index.iris(registration, SOLID.instance));
    return { profile, containers: [...new Set(instances.flatMap(containerOf))] };
  } catch (error) {
    if (isPodError(error) && error.code === 'not_found') return { profile, containers: [] };
    throw error;
  }
}

function containerOf(instance: string): readonly string[] {
  const suffix = `${DOCUMENTS.connection}#this`;
  if (!instance.endsWith(suffix)) return [];
  try {
    return [normaliseContainer(instance.slice(0, -suffix.length))];
  } catch {
    return [];
  }
}
