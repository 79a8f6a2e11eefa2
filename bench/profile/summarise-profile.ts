import type { Profiler } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { repositoryFolder } from '../../scripts/install.mjs';

export interface SelfTime {
  readonly name: string;
  /** Of the time in which the process had something to do. */
  readonly share: number;
}

export interface ProfileSummary {
  readonly seconds: number;
  /** Of the whole time. */
  readonly busy: number;
  readonly byOrigin: readonly SelfTime[];
  readonly byFunction: readonly SelfTime[];
}

const MICROSECONDS = 1e6;
const IDLE = '(idle)';

/** Where the time went: by package or folder, and by function, each without what it called. */
export function summariseProfile(profile: Profiler.Profile): ProfileSummary {
  const self = new Map<number, number>();
  for (const [at, node] of (profile.samples ?? []).entries())
    self.set(node, (self.get(node) ?? 0) + (profile.timeDeltas?.[at] ?? 0));
  const byOrigin = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let total = 0;
  let idle = 0;
  for (const { id, callFrame } of profile.nodes) {
    const time = self.get(id) ?? 0;
    total += time;
    if (callFrame.functionName === IDLE) {
      idle += time;
      continue;
    }
    add(byOrigin, originOf(callFrame), time);
    add(byFunction, functionOf(callFrame), time);
  }
  const busy = total - idle;
  return {
    seconds: total / MICROSECONDS,
    busy: busy / total,
    byOrigin: sharesOf(byOrigin, busy),
    byFunction: sharesOf(byFunction, busy),
  };
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

const sharesOf = (times: ReadonlyMap<string, number>, busy: number): SelfTime[] =>
  [...times]
    .map(([name, time]) => ({ name, share: time / busy }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);

/** The package; of our own the folder; of the platform its module. */
function originOf({ url, functionName }: Profiler.Profile['nodes'][number]['callFrame']): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native code';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const path = pathOf(url);
  const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  return dependency ?? path.split('/').slice(0, OWN_DEPTH).join('/');
}

/** packages/consent-gateway/src/read */
const OWN_DEPTH = 4;

function functionOf({
  url,
  functionName,
  lineNumber,
}: Profiler.Profile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  return url === '' ? name : `${name} ${pathOf(url)}:${lineNumber + 1}`;
}

/** None of this machine's own folders. */
function pathOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url);
  return path.startsWith(repositoryFolder) ? path.slice(repositoryFolder.length) : path;
}
