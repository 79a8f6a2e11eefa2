import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type OperatorAct, operatorActSchema } from '../../operator/operator-act.ts';

/** What operators did, on the way to the database: a command notes it here first, also while no database answers. */
export interface NotedActs {
  /** On the disk when this returns. */
  note(act: OperatorAct): Promise<void>;
  /** Hands over what was noted, in order, and forgets it where that succeeds. What a crash leaves is handed over once more. */
  handOver(take: (acts: readonly OperatorAct[]) => Promise<void>): Promise<void>;
}

const NAME = 'operator-acts.jsonl';
const TAKEN = /^operator-acts\.[\w-]+\.taken$/;

/** A line an act, in `operator-acts.jsonl` of the data folder. Any number of processes add to it. */
export function openNotedActs({ dataDir }: { readonly dataDir: string }): NotedActs {
  const path = join(dataDir, NAME);
  return {
    async note(act) {
      await mkdir(dataDir, { recursive: true });
      const file = await open(path, 'a', 0o600);
      try {
        await file.appendFile(`${JSON.stringify(act)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    async handOver(take) {
      // Whoever renames it has it alone.
      await rename(path, join(dataDir, `operator-acts.${randomUUID()}.taken`)).catch(unlessAbsent);
      const names = (await readdir(dataDir)).filter((name) => TAKEN.test(name));
      const files = names.map((name) => join(dataDir, name));
      const acts = (await Promise.all(files.map(read))).flat();
      if (acts.length > 0) await take(acts.toSorted((a, b) => (a.at < b.at ? -1 : 1)));
      for (const file of files) await rm(file, { force: true });
    },
  };
}

/** A line that a crash has torn was never acknowledged. One that another process has taken meanwhile is in its hands. */
async function read(path: string): Promise<OperatorAct[]> {
  const text = await readFile(path, 'utf8').catch(
    (error: NodeJS.ErrnoException) => unlessAbsent(error) ?? '',
  );
  return text.split('\n').flatMap((line) => {
    const act = operatorActSchema.safeParse(parse(line));
    return act.success ? [act.data] : [];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
