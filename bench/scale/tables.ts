// The model's numbers as rows of text: the same ones for the terminal and for the page.

import { numberText } from '../report/figure-text.ts';
import type { Capacity } from './capacity.ts';
import type { Demand } from './demand.ts';
import { missingFrom, PARAMETERS, type Parameter } from './measured.ts';
import type { Model, Scenario } from './model.ts';
import { MEANINGS, SETTINGS, type Settings } from './settings.ts';
import type { Simulation } from './simulate.ts';

export type Table = readonly (readonly string[])[];

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });
export const short = (value: number): string => compact.format(value);
export const percent = (share: number): string => `${numberText(Number((share * 100).toPrecision(3)))} %`;
export const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const K = 1_000;

export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numberText(Number((bytes / K ** power).toPrecision(3)))} ${UNITS[power]}`;
}

export const markdown = ([head = [], ...rows]: Table): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const assumptions: Table = [
  ['Assumption', 'Value'],
  ...(Object.keys(MEANINGS) as (keyof Settings)[]).map((name) => [
    MEANINGS[name],
    SETTINGS[name].toLocaleString('en'),
  ]),
];

export function measuredTable({ found }: Model): Table {
  const unit = (parameter: Parameter): string => (parameter.endsWith('Bytes') ? 'B' : '/s');
  return [
    ['Measured', 'Row of the benchmark', 'Value'],
    ...(Object.keys(PARAMETERS) as Parameter[]).map((parameter) => {
      const [row, what] = PARAMETERS[parameter];
      const value = found.values[parameter];
      return [
        what,
        `\`${row}\``,
        value === undefined ? '**not measured yet**' : `${numberText(value)} ${unit(parameter)}`,
      ];
    }),
  ];
}

/** What to run for what is missing. */
export function toMeasure({ found }: Model): string | undefined {
  const rows = new Set(missingFrom(found.values).map((parameter) => PARAMETERS[parameter][0]));
  return rows.size === 0
    ? undefined
    : `npm run bench -- ${[...rows].map((row) => `--only ${row}`).join(' ')}`;
}

const scenarioHead = (scenarios: readonly Scenario[]): string[] => [
  '',
  ...scenarios.map(
    ({ owners, design }) =>
      `${short(owners)} owners, ${design.pods === 'asked ahead' ? 'as built' : 'changed'}`,
  ),
];

const DEMANDS: readonly (readonly [string, (demand: Demand) => string])[] = [
  ['live consents', (demand) => short(demand.consents)],
  ['reads a day', (demand) => short(demand.readsADay)],
  ['reads a second, busiest hour', (demand) => short(demand.reads)],
  ['new tokens a second', (demand) => short(demand.tokens)],
  ['requests to pods a second', (demand) => short(demand.podRequests)],
  ['… if nobody subscribed', (demand) => short(demand.podRequestsForReads)],
  ['… for each read', (demand) => numberText(demand.podRequests / demand.reads)],
  ['looks at a consent for its subscriber, a second', (demand) => short(demand.looks)],
  ['notification channels', (demand) => short(demand.channels)],
  ['blocks a second: signatures, files in pods', (demand) => short(demand.blocks)],
  ['files of blocks in one pod, a year', (demand) => short(demand.blocksPerOwnerAYear)],
];

const CAPACITIES: readonly (readonly [string, (capacity: Capacity) => string])[] = [
  ['gateway processes', (capacity) => short(capacity.processes)],
  ['… decided by', (capacity) => capacity.processesBy],
  ['PostgreSQL clusters', (capacity) => short(capacity.clusters)],
  ['… decided by', (capacity) => capacity.clustersBy],
  ['cores, gateways and databases', (capacity) => short(capacity.cores)],
  ['bytes in the databases, after a year', (capacity) => bytesText(capacity.databaseBytes)],
  ['bytes of the ledger written a year', (capacity) => bytesText(capacity.databaseBytesAYear)],
  ['bytes of write-ahead log a day', (capacity) => bytesText(capacity.logBytesADay)],
  ['bytes of blocks in one pod, a year', (capacity) => bytesText(capacity.podBytesPerOwnerAYear)],
  ['pod servers as fast as the measured one', (capacity) => short(capacity.podServers)],
  ['dollars for an owner and month', (capacity) => capacity.dollarsPerOwnerMonth.toPrecision(2)],
];

const scenariosOf = ({ built, changed }: Model): readonly Scenario[] => [built, ...changed];

export const demandTable = (model: Model): Table => [
  scenarioHead(scenariosOf(model)),
  ...DEMANDS.map(([what, text]) => [what, ...scenariosOf(model).map(({ demand }) => text(demand))]),
];

/** Only where everything was measured. */
export const capacityTable = (model: Model): Table => [
  scenarioHead(scenariosOf(model)),
  ...CAPACITIES.map(([what, text]) => [
    what,
    ...scenariosOf(model).map(({ capacity }) => (capacity === undefined ? '' : text(capacity))),
  ]),
];

export const limitsTable = ({ ownersOfAProcess }: Pick<Model, 'ownersOfAProcess'>): Table => [
  ['As built, one process has room for', 'Owners'],
  ...ownersOfAProcess.map(([limit, owners]) => [limit, short(owners)]),
];

const DAYS: readonly (readonly [string, (day: Simulation) => string])[] = [
  ['busiest hour of all reads', ({ busiestHour }) => `${busiestHour}:00`],
  ['mean cluster, a second of that hour', (day) => short(atBusiest(day, day.meanCluster))],
  [
    '… against its mean hour',
    ({ meanCluster, busiestHour }) => times((meanCluster[busiestHour] ?? 0) / meanOf(meanCluster)),
  ],
  [
    'hottest cluster in that hour, against the mean cluster',
    (day) => times(atBusiest(day, day.hottestCluster) / atBusiest(day, day.meanCluster)),
  ],
  ['owners of the fullest cluster, against the mean', ({ fullestCluster }) => times(fullestCluster)],
  ['share of all consents that the most popular vendor has', ({ topVendorShare }) => percent(topVendorShare)],
  ['clusters that these lie on', ({ topVendorClusters }) => String(topVendorClusters)],
  [
    'the most busy vendor, a second of its worst hour',
    ({ hottestVendor }) => short(Math.max(...hottestVendor)),
  ],
  ['owners that move when a cluster is added, by the table', ({ movedByTable }) => percent(movedByTable)],
  ['… if the cluster were the hash modulo their number', ({ movedByModulo }) => percent(movedByModulo)],
];

const atBusiest = ({ busiestHour }: Simulation, loads: readonly number[]): number => loads[busiestHour] ?? 0;
const meanOf = (values: readonly number[]): number =>
  values.reduce((all, each) => all + each, 0) / values.length;

export const simulationTable = ({ evenDay, day }: Model): Table => [
  ['Simulated', 'people alone', 'with vendors that read at night'],
  ...DAYS.map(([what, text]) => [what, text(evenDay), text(day)]),
];

export const waitTable = ({ waits }: Model): Table => [
  ['A process is busy', ...waits.map(([share]) => percent(share))],
  ['p99 of waiting, in times that a read takes', ...waits.map(([, wait]) => numberText(wait))],
];
