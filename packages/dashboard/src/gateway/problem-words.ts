import { isPodError, type PodErrorCode } from '@parley/pod-client';
import type { Words } from '../words/en.ts';
import { type GatewayFault, GatewayProblem, isSignedOut } from './problem.ts';

type Problems = Words['problems'];

/** What a person reads of a fault of the gateway or the pod. Never anything of the fault itself. */
export function problemWords(fault: unknown, problems: Problems): string {
  if (isSignedOut(fault)) return problems.signed_out;
  if (fault instanceof GatewayProblem) return ofGateway(fault.code, problems);
  if (isPodError(fault)) return ofPod(fault.code, problems);
  return problems.unknown;
}

function ofGateway(code: GatewayFault, problems: Problems): string {
  return Object.hasOwn(problems, code) ? String(problems[code as keyof Problems]) : problems.unknown;
}

const OF_POD: Partial<Record<PodErrorCode, keyof Problems>> = {
  access_denied: 'elsewhere',
  conflict: 'conflict',
  content_rejected: 'pod_content_rejected',
  not_connected: 'not_connected',
  not_found: 'not_found',
  too_large: 'pod_content_rejected',
  unavailable: 'pod_down',
};

function ofPod(code: PodErrorCode, problems: Problems): string {
  return String(problems[OF_POD[code] ?? 'unknown']);
}
