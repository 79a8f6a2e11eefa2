import { ownerSettingsSchema, PARLEY } from '@parley/protocol';
import { changeDocument, difference, emptyDocument } from '../data/change-document.ts';
import { PodError } from '../errors.ts';
import type { Pod } from '../open-pod.ts';
import { about, text } from '../rdf/terms.ts';
import { settingsAddress, settingsIri } from './settings-document.ts';
import { allowedAppsOf } from './settings-statements.ts';

/**
 * Keeps which apps may give, extend and resume, and changes nothing else in `settings.ttl`.
 *
 * @throws {PodError} `conflict`: `before` is no longer what the pod has; `invalid_item`; `content_rejected`: the document cannot be parsed;
 * `access_denied`; `unavailable`
 */
export async function saveAllowedApps(
  pod: Pod,
  options: {
    /** Client ids. Empty: no app may. */
    readonly apps: readonly string[];
    /** What the caller last saw. Absent: there was no such document. */
    readonly before?: readonly string[] | undefined;
  },
): Promise<void> {
  const checked = ownerSettingsSchema.shape.allowedApps.safeParse(options.apps);
  if (!checked.success) throw new PodError('invalid_item', { field: 'allowedApps' });
  const url = settingsAddress(pod);
  const self = settingsIri(url);
  const statements = about(
    self,
    checked.data.map((app) => [PARLEY.allowedApp, text(app)] as const),
  );
  const seen = JSON.stringify((options.before ?? []).toSorted());
  await changeDocument(pod, {
    url,
    create: emptyDocument,
    change(graph) {
      if (JSON.stringify(allowedAppsOf(graph, url).toSorted()) !== seen) throw new PodError('conflict');
      const present = graph.about(self).filter(({ predicate }) => predicate === PARLEY.allowedApp);
      return difference(present, statements);
    },
  });
}
