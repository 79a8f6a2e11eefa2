import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes every key of a gateway older, as if so much time had passed since: nothing else in it looks at a key's times. */
export async function passTime(dataDir: string, minutes: number): Promise<void> {
  const path = join(dataDir, 'secrets.json');
  const content = await readFile(path, 'utf8');
  const older = content.replaceAll(
    /"(createdAt|signsFrom)": "([^"]+)"/g,
    (_all, name, at) => `"${name}": "${new Date(Date.parse(at) - minutes * 60_000).toISOString()}"`,
  );
  await writeFile(`${path}.test`, older, { mode: 0o600 });
  await rename(`${path}.test`, path);
}
