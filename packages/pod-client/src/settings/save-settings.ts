import { type OwnerSettings, ownerSettingsSchema } from '@parley/protocol';
import { readDocument } from '../conditional-get.ts';
import { changeDocument, difference, emptyDocument } from '../data/change-document.ts';
import { isPodError, PodError } from '../errors.ts';
import { put } from '../http/write.ts';
import type { Pod } from '../open-pod.ts';
import type { Graph } from '../rdf/graph.ts';
import { parseTurtle } from '../rdf/parse-turtle.ts';
import type { Statement } from '../rdf/term.ts';
import { writeTurtle } from '../rdf/write-turtle.ts';
import { settingsOf } from './read-settings.ts';
import { settingsAddress, settingsIri } from './settings-document.ts';
import { SETTINGS_PROPERTIES, settingsStatements } from './settings-statements.ts';

export interface SaveSettingsOptions {
  /** All of them: what is left out is as if it was never chosen. */
  readonly settings: OwnerSettings;
  /** What the caller last saw. Absent: there was no such document. `malformed`: what cannot be read is replaced. */
  readonly before?: OwnerSettings | 'malformed' | undefined;
}

/**
 * Keeps what the owner has chosen in `settings.ttl`. What other apps say in it stays.
 *
 * @throws {PodError} `conflict`: `before` is no longer what the pod has; `invalid_item`, with the setting's name;
 * `content_rejected`: what the pod has is malformed, and the caller did not say so; `access_denied`; `unavailable`
 */
export async function saveSettings(pod: Pod, options: SaveSettingsOptions): Promise<void> {
  const checked = ownerSettingsSchema.safeParse(options.settings);
  if (!checked.success)
    throw new PodError('invalid_item', { field: String(checked.error.issues[0]?.path[0] ?? 'settings') });
  const url = settingsAddress(pod);
  const statements = settingsStatements(url, checked.data);
  const { before } = options;
  if (before === 'malformed' && (await replaceNoTurtle(pod, { url, turtle: writeTurtle(statements) })))
    return;
  await changeDocument(pod, {
    url,
    create: emptyDocument,
    change(graph) {
      const isAsSeen =
        before === 'malformed'
          ? isMalformed(graph, url)
          : fingerprint(settingsOf(graph, url)) === fingerprint(before);
      if (!isAsSeen) throw new PodError('conflict');
      return difference(presentStatements(graph, url), statements);
    },
  });
}

/** The statements that are settings. @throws {PodError} `content_rejected` where one cannot be taken away by itself: it has no name */
function presentStatements(graph: Graph, address: string): Statement[] {
  const ours = new Set(Object.values(SETTINGS_PROPERTIES).map(({ predicate }) => predicate));
  const present = graph.about(settingsIri(address)).filter(({ predicate }) => ours.has(predicate));
  if (present.some(({ object }) => object.kind === 'blank')) throw new PodError('content_rejected');
  return present;
}

/** What is no Turtle at all holds no statement of anybody. `false`: it is Turtle. */
async function replaceNoTurtle(pod: Pod, { url, turtle }: { url: string; turtle: string }): Promise<boolean> {
  const reading = await readDocument({ ...pod, url });
  if (reading.status !== 'read') throw new PodError('conflict');
  if (!isRejected(() => parseTurtle(reading.turtle, url))) return false;
  await put(pod, { url, turtle, condition: { ifMatch: reading.etag ?? '*' } });
  return true;
}

const isMalformed = (graph: Graph, address: string): boolean => isRejected(() => settingsOf(graph, address));

function isRejected(attempt: () => unknown): boolean {
  try {
    attempt();
    return false;
  } catch (error) {
    if (isPodError(error) && error.code === 'content_rejected') return true;
    throw error;
  }
}

/** A document that says nothing, and none: to who writes it is the same. */
function fingerprint(settings: OwnerSettings | undefined): string {
  const { allowedApps, language, requestNotices, pushFor, mailFor, mail, quietHours } =
    settings ?? ownerSettingsSchema.parse({ allowedApps: [] });
  const { from, until, timeZone } = quietHours ?? {};
  const lists = [allowedApps, pushFor, mailFor].map((list) => list.toSorted());
  return JSON.stringify([lists, language, requestNotices, mail, from, until, timeZone]);
}
