import type { FromLoad, LoadJob, LoadResult } from './load-job.ts';
import { type StartedProgram, startProgram } from './start-program.ts';
import { type Times, timesOf } from './times.ts';

export interface LoadRun extends Times {
  readonly perSecond: number;
}

const PROGRAM = new URL('load-program.ts', import.meta.url);
type Program = StartedProgram<LoadJob | { go: true }, FromLoad>;

/** Runs jobs at the same time, each in a process of its own; all have signed and warmed up before the first begins. */
export async function runLoads(jobs: readonly LoadJob[]): Promise<LoadRun[]> {
  const programs = jobs.map((job): Program => {
    const program: Program = startProgram(PROGRAM);
    program.send(job);
    return program;
  });
  try {
    await Promise.all(programs.map(said));
    for (const program of programs) program.send({ go: true });
    const answers = await Promise.all(programs.map(said));
    return answers.flatMap((answer) => (answer.kind === 'done' ? [runOf(answer.result)] : []));
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

export async function runLoad(job: LoadJob): Promise<LoadRun> {
  const [run] = await runLoads([job]);
  if (run === undefined) throw new Error('The load program gave no result.');
  return run;
}

async function said(program: Program): Promise<FromLoad> {
  const answer = await program.next();
  if (answer.kind === 'failed') throw new Error(answer.reason);
  return answer;
}

const runOf = ({ seconds, ms }: LoadResult): LoadRun => ({
  perSecond: ms.length / seconds,
  ...timesOf(ms),
});
