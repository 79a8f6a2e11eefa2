// Owners, vendors and consents by the rules alone: what each act does, and what each read may get. No code of the gateway.
import type { AccessRequestEntry } from '@parley/vendor-sdk';
import { modelEntry, namesOnStage } from './consent-stage.ts';
import { type ModelEntry, type ModelItem, type ModelRead, modelRead } from './read-model.ts';

export type WorldAct =
  | 'narrow'
  | 'extend'
  | 'pause'
  | 'pause for a day'
  | 'resume'
  | 'withdraw'
  | 'relinquish'
  | 'revoke'
  | 'let a day pass'
  | 'let it end';

export interface WorldConsent {
  readonly owner: string;
  readonly vendor: string;
  status: 'given' | 'paused' | 'withdrawn' | 'relinquished' | 'revoked' | 'expired';
  version: number;
  entries: readonly ModelEntry[];
  /** The pause ends by itself when a day has passed. */
  endsPause: boolean;
  extended: boolean;
  /** The clock has moved it, and whoever looks first writes that down: until then an end of the same kind may still be taken. */
  byClock: boolean;
}

export const newConsent = (
  owner: string,
  vendor: string,
  entries: readonly AccessRequestEntry[],
): WorldConsent => ({
  owner,
  vendor,
  status: 'given',
  version: 1,
  entries: entries.map((entry) => modelEntry(entry, new Date())),
  endsPause: false,
  extended: false,
  byClock: false,
});

/** What a narrowing leaves: of issues the title alone. `undefined`: nothing would be less, or nothing be left. */
export function narrowedEntries(entries: readonly ModelEntry[]): readonly ModelEntry[] | undefined {
  const rest = entries
    .filter(({ fields }) => fields['issues']?.includes('title'))
    .map((entry) => ({
      ...entry,
      fields: { issues: ['title'] },
      filter: entry.filter['issues'] === undefined ? {} : { issues: entry.filter['issues'] },
    }));
  const size = (list: readonly ModelEntry[]) =>
    list.flatMap(({ fields }) => Object.values(fields).flat()).length;
  return rest.length === 0 || size(rest) === size(entries) ? undefined : rest;
}

const isOver = ({ status }: WorldConsent): boolean => status !== 'given' && status !== 'paused';

/** The consent after an act: another one where it is allowed, `undefined` where it is refused and nothing changes. */
export function afterAct(consent: WorldConsent, act: WorldAct): WorldConsent | undefined {
  if (isOver(consent)) return undefined;
  const { status, version } = consent;
  switch (act) {
    case 'withdraw':
      return { ...consent, status: 'withdrawn' };
    case 'relinquish':
      return { ...consent, status: 'relinquished' };
    case 'revoke':
      return { ...consent, status: 'revoked' };
    case 'let it end':
      return { ...consent, status: 'expired', byClock: true };
    case 'pause':
    case 'pause for a day':
      return status === 'given'
        ? { ...consent, status: 'paused', endsPause: act === 'pause for a day', byClock: false }
        : undefined;
    case 'resume':
      return status === 'paused' ? { ...consent, status: 'given', endsPause: false } : undefined;
    case 'let a day pass':
      return status === 'paused' && consent.endsPause
        ? { ...consent, status: 'given', endsPause: false, byClock: true }
        : undefined;
    case 'extend':
      return status === 'given' && !consent.extended
        ? { ...consent, version: version + 1, extended: true }
        : undefined;
    case 'narrow': {
      const entries = narrowedEntries(consent.entries);
      return entries === undefined ? undefined : { ...consent, version: version + 1, entries };
    }
  }
}

/** What a read comes to: the items as they have to be, or the refusals that there may be. */
export type ExpectedRead =
  | { readonly items: Readonly<Record<string, object>> }
  | { readonly refused: readonly string[] };

export function expectedRead(
  consent: WorldConsent,
  read: ModelRead & { readonly tokenVersion: number },
  items: readonly ModelItem[],
): ExpectedRead {
  const said = modelRead(read, {
    entries: consent.entries,
    items,
    names: namesOnStage(consent.vendor),
    now: new Date(),
  });
  // What the token could never cover may be said first.
  const first = ['403 insufficient_authorization', '400 invalid_request'];
  if (isOver(consent) || read.tokenVersion !== consent.version)
    return { refused: ['401 invalid_token', ...first] };
  if (consent.status === 'paused') return { refused: ['403 consent_paused', ...first] };
  if ('items' in said) return { items: Object.fromEntries(said.items) };
  const statuses = { insufficient_authorization: 403, not_found: 404, invalid_request: 400 };
  return { refused: [`${statuses[said.refused]} ${said.refused}`] };
}
