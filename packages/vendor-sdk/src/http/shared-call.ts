import { VendorSdkError } from '../errors.ts';
import { abortable } from './abortable.ts';
import { redactError } from './redact.ts';

/** A call that those who want it at the same time share; the next one after its end runs anew. */
export interface SharedCall<T> {
  /** The caller's own signal ends only its own waiting, never the call that others wait for. */
  run(signal?: AbortSignal): Promise<T>;
}

export function createSharedCall<T>(call: () => Promise<T>): SharedCall<T> {
  let running: Promise<T> | undefined;
  return {
    run(signal) {
      running ??= call().finally(() => {
        running = undefined;
      });
      return awaitUnlessAborted(running, signal);
    },
  };
}

/** The promise, or the error `aborted` as soon as the caller's signal says so. */
export async function awaitUnlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return promise;
  return abortable(promise, signal).catch((fault: unknown) => {
    throw signal.aborted ? new VendorSdkError('aborted', { cause: redactError(signal.reason) }) : fault;
  });
}
