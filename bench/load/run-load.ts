import type { FromLoad, LoadJob, LoadResult } from './load-job.ts';
import { type StartedProgram, startProgram } from './start-program.ts';
import { type Times, timesOf } from './times.ts';

export interface LoadRun extends Times {
  readonly perSecond: number;
}

const PROGRAM = new URL('load-program.ts', import.meta.url);
type Program = StartedProgram<LoadJob | { go: true }, FromLoad>;

/** Runs jobs at the same time, each in a process of its own; all have signed and warmed up before the first begins. */
export async function runLoads(jobs: readonly LoadJob[]): Promise<LoadRun> {
  const programs = jobs.map((job): Program => {
    const program: Program = startProgram(PROGRAM);
    program.send(job);
    return program;
  });
  try {
    await Promise.all(programs.map(said));
    for (const program of programs) program.send({ go: true });
    const answers = await Promise.all(programs.map(said));
    return together(answers.flatMap((answer) => (answer.kind === 'done' ? [answer.result] : [])));
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

async function said(program: Program): Promise<FromLoad> {
  const answer = await program.next();
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer;
}

const together = (results: readonly LoadResult[]): LoadRun => ({
  perSecond: results.reduce((sum, { seconds, ms }) => sum + ms.length / seconds, 0),
  ...timesOf(results.flatMap(({ ms }) => ms)),
});
