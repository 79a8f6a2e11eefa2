// What carries the demand: processes, clusters, bytes and money, by the settings and what was measured.

import type { Demand } from './demand.ts';
import type { Measured } from './measured.ts';
import type { Design, Settings } from './settings.ts';

export interface Capacity {
  readonly processes: number;
  /** What of them decides how many there must be. */
  readonly processesBy: ProcessLimit;
  readonly clusters: number;
  readonly clustersBy: ClusterLimit;
  readonly databaseBytes: number;
  /** Written in a year, whatever of it is kept. */
  readonly databaseBytesAYear: number;
  readonly logBytesADay: number;
  readonly podBytesPerOwnerAYear: number;
  /** All owners' pod servers together, as many as one Community Solid Server answers. */
  readonly podServers: number;
  readonly cores: number;
  readonly dollarsPerOwnerMonth: number;
}

export type ProcessLimit =
  | 'processor'
  | 'looks for subscribers'
  | 'channels'
  | 'documents in memory'
  | 'consents in memory';

export type ClusterLimit = 'bytes' | 'reads';

/** What one process does at most, by constants of the gateway: see docs/limits.md. */
/** Documents, and consents as many. */
const KEPT_OF_A_PROCESS = 20_000;
const CHANNELS_OF_A_PROCESS = 2_000;
/** Eight at a time, a second apart. */
const LOOKS_OF_A_PROCESS = 8;

/** For restarts that nobody notices. */
const FEWEST_PROCESSES = 2;
const GB = 1e9;
const DAYS_A_MONTH = 30;
const DAYS_A_YEAR = 365;

export function capacityOf(of: {
  readonly settings: Settings;
  readonly design: Design;
  readonly demand: Demand;
  readonly measured: Measured;
}): Capacity {
  const { settings, demand, measured } = of;
  const { processes, processesBy } = processesFor(of);
  const bytes = databaseBytes(of);
  const [clustersBy, clusters] = mostOf<ClusterLimit>([
    ['bytes', bytes.atOnce / (settings.diskPerClusterGb * GB)],
    // One database carries at least what one process has put through it.
    ['reads', demand.reads / (measured.readsPerProcess * settings.busyShare)],
  ]);
  const servers = clusters * (settings.copiesOfData - 1);
  const cores = processes + servers * settings.coresPerCluster;
  const ramGb = processes * settings.gbPerProcess + servers * settings.gbPerCluster;
  const dollars =
    cores * settings.coreMonth +
    ramGb * settings.ramGbMonth +
    (bytes.atOnce / GB) * settings.copiesOfData * settings.diskGbMonth +
    ((demand.readsADay * DAYS_A_MONTH * settings.answerBytes) / GB) * settings.egressGb;
  return {
    ...{ processes, processesBy, clusters, clustersBy, cores },
    databaseBytes: bytes.atOnce,
    databaseBytesAYear: bytes.aYear,
    logBytesADay: demand.readsADay * measured.logBytes,
    podBytesPerOwnerAYear: blockBytesAYear(of) / settings.owners,
    podServers: Math.ceil((demand.podRequests + demand.blocks) / measured.readsPerPodServer),
    dollarsPerOwnerMonth: dollars / settings.owners,
  };
}

type Of = Parameters<typeof capacityOf>[0];

function processesFor({ settings, design, demand, measured }: Of) {
  // A look is composed as a read is.
  const answers = (demand.reads + demand.looks) / measured.readsPerProcess;
  const processor =
    answers + demand.tokens / measured.tokensPerProcess + demand.blocks / measured.blocksPerProcess;
  const [processesBy, needed] = mostOf<ProcessLimit>([
    ['processor', processor / settings.busyShare],
    ...processesByLimits(demand, design),
  ]);
  return { processesBy, processes: Math.max(FEWEST_PROCESSES, needed) };
}

/** What needs most of something, and how many, as whole ones. */
function mostOf<T>(needs: readonly (readonly [T, number])[]): readonly [T, number] {
  const [what, needed] = needs.reduce((most, each) => (each[1] > most[1] ? each : most));
  return [what, Math.max(1, Math.ceil(needed))];
}

/** Processes by what one of them keeps and does at most, however fast the machine is. */
export const processesByLimits = (demand: Demand, { pods }: Design): [ProcessLimit, number][] =>
  pods === 'ask and tell'
    ? // Nothing is kept ahead, looks are made as they come, and a channel is a row.
      []
    : [
        ['looks for subscribers', demand.looks / LOOKS_OF_A_PROCESS],
        ['channels', demand.channels / CHANNELS_OF_A_PROCESS],
        ['documents in memory', demand.keptDocuments / KEPT_OF_A_PROCESS],
        ['consents in memory', demand.keptConsents / KEPT_OF_A_PROCESS],
      ];

function databaseBytes(of: Of): { atOnce: number; aYear: number } {
  const { design, demand, measured } = of;
  const ofADay = demand.readsADay * measured.journalBytes;
  const blocks = blockBytesAYear(of);
  return {
    aYear: ofADay * DAYS_A_YEAR + blocks,
    atOnce:
      demand.consents * measured.consentBytes +
      ofADay * design.journalDays +
      (blocks / DAYS_A_YEAR) * design.blockDays,
  };
}

function blockBytesAYear({ settings, demand, measured }: Of): number {
  const blocks = demand.blocksPerOwnerAYear * settings.owners;
  const further = Math.max(0, demand.readsADay * DAYS_A_YEAR - blocks);
  return blocks * measured.blockBytes + further * measured.entryBytes;
}
