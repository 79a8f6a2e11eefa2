import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProfileSummary, SelfTime } from './summarise-profile.ts';

const MOST = 40;
const HUNDRED = 100;

/** Returns the file. */
export async function writeProfile(
  folder: string,
  summary: ProfileSummary,
  run: { readonly row: string; readonly at: Date; readonly machine: string },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const date = run.at.toISOString().slice(0, 'YYYY-MM-DD'.length);
  const file = join(folder, `${date}-${run.row}.md`);
  await writeFile(
    file,
    `# Where the gateway's time goes in the row ${run.row}, ${date}

Made by \`npm run bench -- --profile --only ${run.row}\`: one process under load, ${summary.seconds.toFixed(1)} s, of which it was busy ${percent(summary.busy)}.
${run.machine}. Shares are of the busy time, each without what it called.

${tableOf('Package or folder', summary.byOrigin)}
${tableOf('Function', summary.byFunction)}`,
  );
  return file;
}

const tableOf = (head: string, times: readonly SelfTime[]): string =>
  [
    `| ${head} | Share |`,
    '|---|---|',
    ...times.slice(0, MOST).map(({ name, share }) => `| \`${name}\` | ${percent(share)} |`),
    '',
  ].join('\n');

const percent = (share: number): string => `${(share * HUNDRED).toFixed(1)} %`;
