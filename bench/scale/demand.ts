// What is asked of a deployment, by arithmetic on the settings alone: no measured figure goes in here.

import type { Design, Settings } from './settings.ts';

/** A second of the busiest hour, unless the name says otherwise. */
export interface Demand {
  readonly consents: number;
  readonly readsADay: number;
  readonly reads: number;
  /** New access tokens: one for each read that comes when the last token is over. */
  readonly tokens: number;
  /** Owners' documents and consents that are kept confirmed ahead of their reads. */
  readonly keptDocuments: number;
  readonly keptConsents: number;
  /** Requests to pods, all but blocks: for reads, and for those who are told of changes. */
  readonly podRequests: number;
  /** Of these, what there were without anybody subscribing. */
  readonly podRequestsForReads: number;
  /** Looks at a consent for its subscriber, each of which writes a row. */
  readonly looks: number;
  /** Notification channels that are open. */
  readonly channels: number;
  /** Blocks: each is a signature, a row, and a file in a pod. */
  readonly blocks: number;
  readonly blocksPerOwnerAYear: number;
}

const DAY = 86_400;
const HOUR = 3_600;
/** Where the gateway has them: `read/mirror.ts`, `consent/confirm-in-pod.ts`, `adapters/postgres/watched-copies.ts`, `token/`. */
const REFRESH_SECONDS = 15;
const BOUND_SECONDS = 28;
const LOOK_SECONDS = 30;
const TOKEN_SECONDS = 300;
/** The category's document, and the owner's list of vendors. */
const DOCUMENTS_OF_AN_OWNER = 2;
/** Beside these: the consent's file, and `connection.ttl`. */
const REQUESTS_OF_A_READ = DOCUMENTS_OF_AN_OWNER + 2;

/** Reads come at random, at the same rate for each consent: what that hides is in the simulation. */
export function demandOf(settings: Settings, design: Design): Demand {
  const { owners, vendorsPerOwner, readsPerConsentADay, peakFactor } = settings;
  const consents = owners * vendorsPerOwner;
  const readsADay = consents * readsPerConsentADay;
  const ofConsent = (readsPerConsentADay / DAY) * peakFactor;
  const ofOwner = ofConsent * vendorsPerOwner;
  return {
    consents,
    readsADay,
    reads: consents * ofConsent,
    tokens: consents * ofConsent * Math.exp(-ofConsent * TOKEN_SECONDS),
    ...(design.pods === 'asked ahead' ? askedAhead(settings) : askAndTell(settings, design)),
    blocks: owners * blockRate(ofOwner, design.blockEverySeconds),
    blocksPerOwnerAYear: blockRate(ofOwner / peakFactor, design.blockEverySeconds) * DAY * 365,
  };
}

type OfPods = Pick<
  Demand,
  'keptDocuments' | 'keptConsents' | 'podRequests' | 'podRequestsForReads' | 'looks' | 'channels'
>;

/** What is kept confirmed is what was read within the hour, and whatever is looked at for a subscriber. */
function askedAhead({ owners, vendorsPerOwner, subscribingShare: share, ...settings }: Settings): OfPods {
  const ofConsent = (settings.readsPerConsentADay / DAY) * settings.peakFactor;
  const consents = owners * vendorsPerOwner;
  const readOwners = owners * within(HOUR, ofConsent * vendorsPerOwner);
  const readConsents = consents * within(HOUR, ofConsent);
  const keptConsents = consents - (consents - readConsents) * (1 - share);
  const keptOwners = owners - (owners - readOwners) * (1 - share) ** vendorsPerOwner;
  return {
    keptDocuments: keptOwners * DOCUMENTS_OF_AN_OWNER,
    keptConsents,
    podRequests: refreshing(keptOwners, keptConsents),
    podRequestsForReads: refreshing(readOwners, readConsents),
    looks: (consents * share) / LOOK_SECONDS,
    // Of each document that is read; of each consent its file, and of each owner the container that it lies in.
    channels: readOwners * (DOCUMENTS_OF_AN_OWNER + 1) + readConsents,
  };
}

const refreshing = (owners: number, consents: number): number =>
  (owners * DOCUMENTS_OF_AN_OWNER + consents) / REFRESH_SECONDS + owners / BOUND_SECONDS;

/** Each read asks its pod, a change comes by a channel of the owner's and is then looked at once for each subscriber. */
function askAndTell(settings: Settings, { channelDays }: Design): OfPods {
  const { owners, vendorsPerOwner, subscribingShare: share, peakFactor } = settings;
  const consents = owners * vendorsPerOwner;
  const reads = ((consents * settings.readsPerConsentADay) / DAY) * peakFactor;
  const channels = owners * (1 - (1 - share) ** vendorsPerOwner) * DOCUMENTS_OF_AN_OWNER;
  const looks = ((consents * share * settings.changesPerOwnerADay) / DAY) * peakFactor;
  const podRequestsForReads = reads * REQUESTS_OF_A_READ;
  return {
    keptDocuments: 0,
    keptConsents: 0,
    podRequests: podRequestsForReads + looks * REQUESTS_OF_A_READ + channels / (channelDays * DAY),
    podRequestsForReads,
    looks,
    channels,
  };
}

/** The share of things that happen at random, at such a rate, that have happened within so many seconds. */
const within = (seconds: number, rate: number): number => -Math.expm1(-rate * seconds);

/** An owner's block is made as soon as there is an entry and the last block is `every` seconds old. */
const blockRate = (rate: number, every: number): number =>
  rate === 0 ? 0 : 1 / (every + Math.exp(-rate * every) / rate);
