import { isGatewayError } from '../gateway-error.ts';

/** What a log may say of a fault. */
export interface FaultDescription {
  readonly name: string;
  readonly code?: string;
  readonly message?: string;
  /** Where it was thrown, without its message. */
  readonly frames?: readonly string[];
  readonly cause?: FaultDescription;
}

const MAX_CAUSES = 4;
const WITH_FIXED_WORDS: ReadonlySet<string> = new Set(['OutsideError', 'PodError']);

/**
 * A fault in words that may be logged. Only our own messages are kept: those of a database, a parser or a network library
 * quote values, addresses and statements.
 */
export function describeFault(fault: unknown, causes = MAX_CAUSES): FaultDescription {
  if (!(fault instanceof Error)) return { name: typeof fault };
  const isOurs = isGatewayError(fault) || WITH_FIXED_WORDS.has(fault.name);
  const frames = fault.stack?.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return {
    name: fault.name,
    ...('code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}),
    ...(isOurs ? { message: fault.message } : {}),
    ...(frames === undefined ? {} : { frames: frames.map((line) => line.trim()) }),
    ...(fault.cause === undefined || causes === 0 ? {} : { cause: describeFault(fault.cause, causes - 1) }),
  };
}
