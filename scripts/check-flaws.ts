// Asks the registry for known flaws in what runs in production: npm run check:flaws
// High and critical ones fail. A registry that does not answer, as where there is no network, fails nothing, and is said.

import { spawn } from 'node:child_process';
import { readAudit } from './support/read-audit.ts';

const TIMEOUT_MS = 20_000;

const outcome = readAudit(await audit());
if (!outcome.checked) console.log(`not checked: the registry does not answer (${outcome.reason})`);
else if (outcome.flaws.length === 0) console.log('no high or critical flaw is known');
else {
  console.error(outcome.flaws.join('\n'));
  process.exitCode = 1;
}

function audit(): Promise<string> {
  const child = spawn('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
    timeout: TIMEOUT_MS,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return new Promise((resolve) => {
    child.on('close', () => resolve(text));
    child.on('error', () => resolve(''));
  });
}
