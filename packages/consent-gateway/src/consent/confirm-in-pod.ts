// Stage 2: does the owner's pod still say that this consent stands? In: the consent's file and connection.ttl.
// Out: confirmed, ended or held. Only two things end: the file deleted, or a statement in it that it is withdrawn.
// Whatever else is odd holds reads and widens nothing.
import { DOCUMENTS } from '@parley/protocol';
import { createBoundedMap } from '../bounded-map.ts';
import { createConfirmedCopies, type Loaded } from '../confirmed-copies.ts';
import { GatewayError } from '../gateway-error.ts';
import { sha256Bytes } from '../secrets/digests.ts';
import type { ConsentEndings } from './consent-endings.ts';
import type { ConsentInPod } from './consent-in-pod.ts';
import type { PodConfirmations } from './pod-confirmation.ts';

export interface ConsentToConfirm {
  readonly consentId: string;
  readonly ownerId: string;
  readonly ownerWebId: string;
  readonly container: string;
  /** What `connection.ttl` must hold. */
  readonly nonce: string;
  /** Of the receipt that the pod's file must hold. */
  readonly receiptSha256: string;
}

/** `held`: the pod does not say that it stands, nor that it has ended. */
export type Confirmation = 'confirmed' | 'ended' | 'held';

export interface PodConfirmer {
  /** What the pod said within the staleness bound, if it was asked. */
  peek(consentId: string): Confirmation | undefined;
  /** @throws {GatewayError} `temporarily_unavailable`: the pod or the database does not answer, or access is refused */
  confirm(consent: ConsentToConfirm, signal: AbortSignal): Promise<Confirmation>;
  /** A hint that the file, or the container it lies in, has changed. */
  expire(consentId: string): void;
  /** Confirms what is in use before it has to be asked for. To be called every second or so. */
  refreshDue(): Promise<void>;
}

export interface PodConfirmerOptions {
  readonly pod: ConsentInPod;
  readonly confirmations: PodConfirmations;
  readonly endings: ConsentEndings;
  readonly now: () => Date;
  /** Reads of a consent are held from now on: the owner should know. Once for each time it begins. */
  readonly onHeld?: (held: HeldReads) => void;
}

export interface HeldReads {
  readonly consentId: string;
  readonly ownerId: string;
  /** The pod answers and does not say that the consent stands; or it does not answer. */
  readonly why: 'not_confirmed' | 'unreachable';
}

const COPIES = {
  /** Design, section 2: 30 s. The rest is for the way from here to the journal. */
  boundMs: 28_000,
  refreshAfterMs: 15_000,
  inUseMs: 60 * 60 * 1000,
  maxEntries: 20_000,
  maxWeight: Number.POSITIVE_INFINITY,
};

type Connection = Awaited<ReturnType<ConsentInPod['readConnection']>>;

export function createPodConfirmer(options: PodConfirmerOptions): PodConfirmer {
  const { now } = options;
  const consents = createConfirmedCopies<Confirmation>({ ...COPIES, now });
  const connections = createConfirmedCopies<Connection>({ ...COPIES, now });
  const held = createBoundedMap<string, HeldReads['why']>(COPIES);
  const tell = ({ consentId, ownerId }: ConsentToConfirm, why: HeldReads['why'] | undefined): void => {
    if (why !== undefined && held.get(consentId) !== why) options.onHeld?.({ consentId, ownerId, why });
    if (why === undefined) held.delete(consentId);
    else held.set(consentId, why);
  };
  const connectionOf = (container: string) =>
    connections.get(
      container,
      async () => ({ status: 'read', content: await options.pod.readConnection(container), weight: 0 }),
      AbortSignal.timeout(LONGEST_WAIT_MS),
    );
  const load = (consent: ConsentToConfirm) => async (known: { etag: string | undefined }) => {
    try {
      const asked = await ask({
        ...options,
        consent,
        etag: etagFor(consent, known.etag),
        connections: { of: connectionOf, expire: connections.expire },
      });
      const content = asked.status === 'read' ? asked.content : 'confirmed';
      tell(consent, content === 'held' ? 'not_confirmed' : undefined);
      // Nothing follows an end: whoever reads next is told by the index, and the pod is not asked again.
      if (content === 'ended') consents.forget(consent.consentId);
      return asked;
    } catch (error) {
      tell(consent, 'unreachable');
      throw error;
    }
  };
  return {
    peek: (consentId) => consents.peek(consentId)?.content,
    confirm: async (consent, signal) =>
      (await consents.get(consent.consentId, load(consent), signal)).content,
    expire: consents.expire,
    refreshDue: consents.refreshDue,
  };
}

const LONGEST_WAIT_MS = 15_000;

interface Asking extends PodConfirmerOptions {
  readonly consent: ConsentToConfirm;
  readonly etag: string | undefined;
  readonly connections: {
    of(container: string): Promise<{ readonly content: Connection; readonly confirmedAt: number }>;
    expire(container: string): void;
  };
}

async function ask(asking: Asking): Promise<Loaded<Confirmation>> {
  const { consent, pod, connections, confirmations } = asking;
  const begunAt = asking.now().getTime();
  const connection = await connections.of(consent.container);
  if (!isOwners(connection.content, consent)) return outcome('held');
  const reading = await pod.read(consent.container, consent.consentId, { etag: asking.etag });
  if (reading.status === 'absent') return askAboutDeletion(asking);
  if (reading.status === 'read' && reading.saysEnded) return end(asking, 'statement');
  if (reading.status === 'read' && !(await holdsRecord(reading.jws, asking))) return outcome('held');
  const oldest = Math.min(begunAt, connection.confirmedAt);
  const { consentId, nonce } = consent;
  const ageMs = asking.now().getTime() - oldest;
  if (!(await confirmations.confirm({ consentId, nonce, ageMs }))) return outcome('held');
  if (reading.status === 'unchanged') return reading;
  return { status: 'read', content: 'confirmed', etag: keptEtag(consent, reading.etag), weight: 0 };
}

/** An ETag is one pod's: of another, it would say nothing. A new connection has a new nonce. */
function keptEtag({ nonce }: ConsentToConfirm, etag: string | undefined): string | undefined {
  return etag === undefined ? undefined : `${nonce} ${etag}`;
}

function etagFor({ nonce }: ConsentToConfirm, kept: string | undefined): string | undefined {
  return kept?.startsWith(`${nonce} `) ? kept.slice(nonce.length + 1) : undefined;
}

/** A file that is not there counts as deleted only where it was, and where everything around it answers as it should, now. */
async function askAboutDeletion(asking: Asking): Promise<Loaded<Confirmation>> {
  const { consent, pod, connections, confirmations } = asking;
  if (await confirmations.isElsewhere(consent.consentId)) return outcome('held');
  if (await pod.isListed(consent.container, consent.consentId)) return outcome('held');
  connections.expire(consent.container);
  const { content } = await connections.of(consent.container);
  return isOwners(content, consent) ? end(asking, 'deleted') : outcome('held');
}

async function end(
  { consent, endings }: Asking,
  how: 'deleted' | 'statement',
): Promise<Loaded<Confirmation>> {
  await endings.endedInPod({ consentId: consent.consentId, how });
  return outcome('ended');
}

/** Without an ETag: next time the file is read as a whole. */
function outcome(content: Confirmation): Loaded<Confirmation> {
  return { status: 'read', content, weight: 0 };
}

/** One pod, one owner: the pod holds the nonce that this gateway gave to this owner. */
function isOwners(connection: Connection, consent: ConsentToConfirm): boolean {
  return connection?.ownerWebId === consent.ownerWebId && connection.nonce === consent.nonce;
}

/**
 * The signed record is in the file, byte for byte. What other apps wrote beside it changes nothing. After a stop that the pod has not been
 * told of yet, it has to hold the record of the version before.
 */
async function holdsRecord(jws: readonly string[], { consent, confirmations }: Asking): Promise<boolean> {
  const held = new Set(jws.map((each) => sha256Bytes(each).toString('base64url')));
  if (held.has(consent.receiptSha256)) return true;
  const meanwhile = await confirmations.receiptMeanwhile(consent.consentId);
  return meanwhile !== undefined && held.has(meanwhile);
}

/** The addresses whose changes concern a consent: its file, and the container that reports deletions. */
export function consentAddresses(
  container: string,
  consentId: string,
): readonly [file: string, container: string] {
  return [`${container}${DOCUMENTS.consents}${consentId}.ttl`, `${container}${DOCUMENTS.consents}`];
}

/** For a caller who needs an answer. @throws {GatewayError} `temporarily_unavailable` where the consent is held */
export function notHeld(confirmation: Confirmation): Exclude<Confirmation, 'held'> {
  if (confirmation !== 'held') return confirmation;
  throw new GatewayError('temporarily_unavailable', 'the pod does not confirm the consent', {
    retryAfterSeconds: 10,
  });
}
