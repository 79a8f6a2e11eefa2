// Consents without a database and a pod: what was written where is in one log, in order.
import { hasEnded, statusAfter } from '@parley/protocol';
import type { Consent } from '../consent/consent.ts';
import type { ConsentDocuments } from '../consent/consent-documents.ts';
import type { ConsentIntent, ConsentStore, PodNotice } from '../consent/consent-store.ts';
import type { UntoldNotices } from '../consent/untold-notices.ts';

export interface MemoryConsents {
  readonly store: ConsentStore;
  readonly documents: ConsentDocuments;
  readonly log: string[];
  readonly intents: Map<string, ConsentIntent>;
  readonly consents: Map<string, Consent>;
  /** Not delivered yet, by id. */
  readonly notices: Map<string, PodNotice>;
  /** Kept outside the database, by consent and place. */
  readonly kept: Map<string, PodNotice>;
  readonly untold: UntoldNotices;
  /** What the pod has been given. */
  readonly pod: { jws: string; evidence?: string }[];
  readonly clock: { at: Date };
  /** Throws at the named step, until it is set back. */
  faults: Partial<Record<'intend' | 'create' | 'complete' | 'append', Error>>;
  due: Awaited<ReturnType<ConsentStore['listDue']>>;
  isClosed: boolean;
}

export function memoryConsents(): MemoryConsents {
  const kept = new Map<string, PodNotice>();
  const placeOf = (of: Pick<PodNotice, 'consentId' | 'sequence'>) => `${of.consentId}.${of.sequence}`;
  const memory: Omit<MemoryConsents, 'store' | 'documents'> = {
    kept,
    untold: {
      keep: async (notice) => void kept.set(placeOf(notice), notice),
      forget: async (notice) => void kept.delete(placeOf(notice)),
      list: async (consentId) => [...kept.values()].filter((each) => each.consentId === consentId),
    },
    log: [],
    intents: new Map(),
    consents: new Map(),
    notices: new Map(),
    pod: [],
    clock: { at: new Date('2026-11-22T12:00:00Z') },
    faults: {},
    due: [],
    isClosed: false,
  };
  const step = (name: keyof MemoryConsents['faults']): void => {
    memory.log.push(name);
    const fault = memory.faults[name];
    if (fault !== undefined) throw fault;
  };
  return Object.assign(memory, {
    store: memoryStore(memory, step),
    documents: {
      create: async ({ document }) => {
        step('create');
        memory.pod.push(document);
      },
      append: async ({ notice: { jws, evidence } }) => {
        step('append');
        memory.pod.push({ jws, ...(evidence === undefined ? {} : { evidence }) });
        return 'appended';
      },
    } satisfies ConsentDocuments,
  });
}

type Memory = Omit<MemoryConsents, 'store' | 'documents'>;

function memoryStore(memory: Memory, step: (name: keyof MemoryConsents['faults']) => void): ConsentStore {
  const { consents, intents, notices } = memory;
  const isDone = ({ consentId }: ConsentIntent): boolean => consents.has(consentId);
  return {
    now: async () => memory.clock.at,
    find: async (id) => consents.get(id),
    listLive: async (ownerId) =>
      [...consents.values()]
        .filter((each) => each.ownerId === ownerId && !hasEnded(each.status))
        .map((each) => each.consentId),
    listByOwner: async ({ ownerId }) => ({
      items: [...consents.values()].filter((each) => each.ownerId === ownerId),
    }),
    markPickedUp: async () => undefined,
    async intend(intent) {
      step('intend');
      const kept = intents.get(intent.requestId);
      if (kept === undefined && memory.isClosed) return 'closed';
      intents.set(intent.requestId, kept ?? intent);
      return kept ?? intent;
    },
    async complete(intent) {
      step('complete');
      const consent = consents.get(intent.consentId) ?? toConsent(intent);
      consents.set(intent.consentId, consent);
      return consent;
    },
    listInterrupted: async () => [...intents.values()].filter((each) => !isDone(each)),
    async stop(request) {
      const consent = consents.get(request.consentId);
      if (consent === undefined || consent.ownerId !== (request.ownerId ?? consent.ownerId)) return undefined;
      const status = statusAfter(consent.status, request.act);
      if (status === undefined) return 'ended';
      const moment = { consent, at: memory.clock.at, version: consent.version + 1 };
      const { statement: notice } = await request.outcome(moment);
      memory.log.push('stop');
      const ended = { ...consent, status, endedAt: memory.clock.at, endReason: request.reason ?? null };
      consents.set(consent.consentId, ended);
      if (notice === undefined) return { consent: ended, noticeId: undefined, notices: [] };
      const noticeId = String(notices.size + 1);
      const { consentId, ownerId } = consent;
      const placed = { ...notice, consentId, ownerId, sequence: 2 };
      notices.set(noticeId, placed);
      return { consent: ended, noticeId, notices: [placed] };
    },
    liftHold: async () => undefined,
    intendChange: async () => undefined,
    completeChange: async () => 'superseded',
    dropChange: async () => undefined,
    listInterruptedChanges: async () => [],
    listResumable: async () => [],
    listDue: async () => memory.due,
    deliverNotices: (deliver, only) => deliverNotices(notices, deliver, only),
  };
}

async function deliverNotices(
  notices: Map<string, PodNotice>,
  deliver: (notice: PodNotice) => Promise<void>,
  only: string | undefined,
): Promise<number> {
  const due = [...notices].filter(([id]) => only === undefined || id === only);
  let delivered = 0;
  for (const [id, notice] of due) {
    const isDelivered = await deliver(notice).then(
      () => true,
      () => false,
    );
    if (isDelivered) notices.delete(id);
    delivered += Number(isDelivered);
  }
  return delivered;
}

function toConsent(intent: ConsentIntent): Consent {
  const { consentId, requestId, ownerId, vendorId, subject, details, receipt, receiptSha256 } = intent;
  return {
    ...{ consentId, requestId, ownerId, vendorId, subject, details, receipt, receiptSha256 },
    version: 1,
    status: 'given',
    until: new Date(intent.until),
    askedAt: new Date(intent.askedAt),
    givenAt: new Date(intent.givenAt),
    resumeAt: null,
    endedAt: null,
    endReason: null,
    chainSha256: receiptSha256,
    liftedHold: null,
    isPickedUp: true,
  };
}
