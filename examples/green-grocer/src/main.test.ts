import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

it('opens by the command in its README, serves who it is, and closes on SIGTERM', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const [, command = ''] = /^node scripts\/run\.mjs (.+)$/m.exec(readme) ?? [];
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-grocer-'));
  const words = command.replace('--port 4001', '--port 0').replace('.grocer', dataDir).split(' ');
  const child = spawn(process.execPath, ['--conditions=@parley/source', ...words], { cwd: repository });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const [, url = ''] = /^Green Grocer is at (http:\S+\/)$/.exec(String(line)) ?? [];
    const document = await (await fetch(`${url}client.json`)).json();
    expect(document).toMatchObject({ client_id: `${url}client.json`, client_name: 'Green Grocer' });
    expect(JSON.stringify(document)).not.toContain('"d"');
    const shop = await fetch(url);
    expect(shop.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(shop.headers.get('cache-control')).toBe('no-store');
    expect(shop.headers.get('set-cookie')).toBeNull();
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
});
