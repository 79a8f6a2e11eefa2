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
  /** By package, or folder of our own. What the platform does for one is that one's. */
  readonly byOrigin: readonly SelfTime[];
  /** By function, without what it called. */
  readonly byFunction: readonly SelfTime[];
}

type Node = Profiler.Profile['nodes'][number];
type ParentOf = (node: Node) => Node | undefined;

const MICROSECONDS = 1e6;
const IDLE = '(idle)';
const PLATFORM = 'platform: HTTP server, event loop';

export function summariseProfile(profile: Profiler.Profile): ProfileSummary {
  const self = selfTimes(profile);
  const parentOf = parents(profile);
  const byOrigin = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let total = 0;
  let idle = 0;
  for (const node of profile.nodes) {
    const time = self.get(node.id) ?? 0;
    total += time;
    if (node.callFrame.functionName === IDLE) {
      idle += time;
      continue;
    }
    add(byOrigin, originOf(node, parentOf), time);
    add(byFunction, functionOf(node, parentOf), time);
  }
  const busy = total - idle;
  return {
    seconds: total / MICROSECONDS,
    busy: busy / total,
    byOrigin: sharesOf(byOrigin, busy),
    byFunction: sharesOf(byFunction, busy),
  };
}

function selfTimes({ samples = [], timeDeltas = [] }: Profiler.Profile): Map<number, number> {
  const self = new Map<number, number>();
  for (const [at, node] of samples.entries()) self.set(node, (self.get(node) ?? 0) + (timeDeltas[at] ?? 0));
  return self;
}

function parents({ nodes }: Profiler.Profile): ParentOf {
  const byChild = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node])));
  return ({ id }) => byChild.get(id);
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

const sharesOf = (times: ReadonlyMap<string, number>, busy: number): SelfTime[] =>
  [...times]
    .map(([name, time]) => ({ name, share: time / busy }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);

/** Of the nearest function up the stack that somebody wrote in a file. */
function originOf(node: Node, parentOf: ParentOf): string {
  const { functionName, url } = node.callFrame;
  // (garbage collector), (program)
  if (
    url === '' &&
    functionName.startsWith('(') &&
    functionName !== '(anonymous)' &&
    functionName !== '(root)'
  )
    return functionName;
  for (let at: Node | undefined = node; at !== undefined; at = parentOf(at)) {
    if (!at.callFrame.url.startsWith('file:')) continue;
    const path = pathOf(at.callFrame.url);
    const [, dependency] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
    return dependency ?? path.split('/').slice(0, OWN_DEPTH).join('/');
  }
  return PLATFORM;
}

/** packages/consent-gateway/src/read */
const OWN_DEPTH = 4;

/** Native code by who called it. */
function functionOf(node: Node, parentOf: ParentOf): string {
  const { url, functionName, lineNumber } = node.callFrame;
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url !== '') return `${name} ${pathOf(url)}:${lineNumber + 1}`;
  const parent = parentOf(node);
  const isCalled = parent !== undefined && parent.callFrame.functionName !== '(root)';
  return isCalled ? `${name} < ${functionOf(parent, parentOf)}` : name;
}

/** None of this machine's own folders. */
function pathOf(url: string): string {
  if (!url.startsWith('file:')) return url;
  const path = fileURLToPath(url);
  return path.startsWith(repositoryFolder) ? path.slice(repositoryFolder.length) : path;
}
