import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import { readAt } from './read-at.ts';
import type { WireConsent } from './wire-flow.ts';

type Held = Pick<WireConsent, 'wire' | 'consentId' | 'accessToken'>;

export interface LoadAnswer {
  readonly process: number;
  readonly consentId: string;
  /** 0: none came. */
  readonly status: number;
  readonly requestId: string;
  readonly begunAt: number;
  readonly endedAt: number;
}

/** Vendors that read, on each of several processes at once, what was added, until they are stopped. */
export interface ReadLoad {
  readonly answers: readonly LoadAnswer[];
  add(consent: Held): void;
  remove(consent: Held): void;
  /** Until each of these processes has answered to a read that begins from now on. */
  isServed(processes: readonly number[]): Promise<void>;
  /** A stop of this consent is acknowledged; `goesOn`: what may let it pass again begins. */
  stopsHere(consentId: string): { goesOn(): void };
  /** The reads that began after an acknowledged stop and got data. */
  passedAfterStop(): readonly LoadAnswer[];
  stop(): Promise<void>;
}

const READERS = 2;
const PAUSE_MS = 15;

export function startReadLoad(processes: readonly number[]): ReadLoad {
  const answers: LoadAnswer[] = [];
  const stops: { consentId: string; from: number; to: number }[] = [];
  let consents: readonly Held[] = [];
  let isStopped = false;
  const read = async (process: number, consent: Held): Promise<void> => {
    const { consentId } = consent;
    const begunAt = performance.now();
    const answer = await readAt(consent, process).catch(() => undefined);
    answers.push({
      process,
      consentId,
      status: answer?.status ?? 0,
      requestId: answer?.headers.get('parley-request-id') ?? '',
      begunAt,
      endedAt: performance.now(),
    });
  };
  const reader = async (process: number): Promise<void> => {
    for (let turn = 0; !isStopped; turn += 1) {
      const consent = consents[turn % consents.length];
      if (consent !== undefined) await read(process, consent);
      await sleep(PAUSE_MS);
    }
  };
  const readers = processes.flatMap((process) => Array.from({ length: READERS }, () => reader(process)));
  return {
    answers,
    add(consent) {
      consents = [...consents, consent];
    },
    remove(consent) {
      consents = consents.filter((each) => each !== consent);
    },
    async isServed(wanted) {
      const since = performance.now();
      const isServedBy = (process: number) =>
        answers.some((each) => each.process === process && each.begunAt > since);
      await vi.waitUntil(() => wanted.every(isServedBy), { timeout: 60_000, interval: 20 });
    },
    stopsHere(consentId) {
      const stop = { consentId, from: performance.now(), to: Number.POSITIVE_INFINITY };
      stops.push(stop);
      return {
        goesOn() {
          stop.to = performance.now();
        },
      };
    },
    passedAfterStop: () =>
      answers.filter(({ status, consentId, begunAt, endedAt }) =>
        stops.some(
          (stop) =>
            status === 200 && stop.consentId === consentId && begunAt > stop.from && endedAt < stop.to,
        ),
      ),
    async stop() {
      isStopped = true;
      await Promise.all(readers);
    },
  };
}
