// What nobody has measured: how people, vendors and prices are taken to be. Each is one number with its reason; change it here, run again.

/** How a deployment of this size is taken to be used and what its parts are taken to cost. */
export interface Settings {
  readonly owners: number;
  readonly vendors: number;
  readonly vendorsPerOwner: number;
  readonly readsPerConsentADay: number;
  readonly subscribingShare: number;
  readonly changesPerOwnerADay: number;
  readonly peakFactor: number;
  readonly batchVendorShare: number;
  readonly answerBytes: number;
  readonly busyShare: number;
  readonly coresPerCluster: number;
  readonly diskPerClusterGb: number;
  readonly copiesOfData: number;
  readonly gbPerProcess: number;
  readonly gbPerCluster: number;
  readonly coreMonth: number;
  readonly ramGbMonth: number;
  readonly diskGbMonth: number;
  readonly egressGb: number;
}

export const SETTINGS: Settings = {
  owners: 100_000_000,
  vendors: 10_000,
  vendorsPerOwner: 8,
  readsPerConsentADay: 4,
  subscribingShare: 0.5,
  changesPerOwnerADay: 1,
  peakFactor: 3,
  batchVendorShare: 0.2,
  answerBytes: 3_000,
  busyShare: 0.5,
  coresPerCluster: 16,
  diskPerClusterGb: 4_000,
  copiesOfData: 3,
  gbPerProcess: 1,
  gbPerCluster: 64,
  coreMonth: 25,
  ramGbMonth: 3,
  diskGbMonth: 0.1,
  egressGb: 0.05,
};

export const PRICES_OF = '2026-11';

/** What each of them means, for the page. */
export const MEANINGS: Readonly<Record<keyof Settings, string>> = {
  owners: 'owners with a connected pod',
  vendors: 'vendors',
  vendorsPerOwner: 'live consents of an owner, each with another vendor',
  readsPerConsentADay: 'reads of one consent in a day, on average',
  subscribingShare: 'share of the consents whose vendor is told of changes',
  changesPerOwnerADay: 'changes that an owner makes to her documents in a day',
  peakFactor: 'reads in the busiest hour, against the mean hour',
  batchVendorShare:
    'share of the vendors that read all their consents in one hour of the night (the simulation alone)',
  answerBytes: 'bytes of an answer, with its headers',
  busyShare:
    'share of what was measured that is planned with: the rest is for the hottest shard and for failures',
  coresPerCluster: 'cores of the database server of one cluster',
  diskPerClusterGb: 'GB of one cluster that are filled at most',
  copiesOfData: 'copies of each byte: primary, replica, backup',
  gbPerProcess: 'GB of memory of one gateway process ([Operations](operations.md#how-large))',
  gbPerCluster: 'GB of memory of one database server',
  coreMonth: 'price of a core for a month, in dollars',
  ramGbMonth: 'price of a GB of memory for a month',
  diskGbMonth: 'price of a GB of disk for a month',
  egressGb: 'price of a GB that leaves the data centre',
};

/** What the gateway does, where that decides what it costs. */
export interface Design {
  /**
   * `asked ahead`: what was read within the hour is confirmed in the background, and subscribed consents are looked at at an interval.
   * `ask and tell`: what is read is confirmed then, and pods tell of changes by webhook channels.
   */
  readonly pods: 'asked ahead' | 'ask and tell';
  readonly blockEverySeconds: number;
  readonly journalDays: number;
  /** Days that blocks stay in the database beside the pod. */
  readonly blockDays: number;
  /** Days that a webhook channel lasts until it has to be made anew. */
  readonly channelDays: number;
}

/** The gateway of this repository, with its defaults. */
export const AS_BUILT: Design = {
  pods: 'asked ahead',
  blockEverySeconds: 5,
  journalDays: 400,
  // For ever: counted is the first year.
  blockDays: 365,
  channelDays: 1,
};

/** With the changes that docs/scale.md names. Not built. */
export const CHANGED: Design = {
  pods: 'ask and tell',
  blockEverySeconds: 6 * 60 * 60,
  journalDays: 30,
  blockDays: 30,
  channelDays: 7,
};
