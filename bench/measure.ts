import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly count: number;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface MeasureOptions {
  /** How many at the same time. */
  readonly concurrent: number;
  readonly seconds: number;
}

/** Does one thing again and again, several at a time, and says how often and how fast. The first second is for warming up. */
export async function measure(work: () => Promise<unknown>, options: MeasureOptions): Promise<Measured> {
  await repeat(work, { ...options, seconds: 1 });
  const startedAt = performance.now();
  const times = await repeat(work, options);
  const seconds = (performance.now() - startedAt) / 1000;
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: times.length, perSecond: times.length / seconds, medianMs: at(0.5), p99Ms: at(0.99) };
}

async function repeat(
  work: () => Promise<unknown>,
  { concurrent, seconds }: MeasureOptions,
): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const startedAt = performance.now();
      await work();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  return times;
}
