// What operators change by commands leaves rows that nobody takes away unseen.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@parley/consent-gateway/testing';
import { exportJWK, generateKeyPair } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, startTestGateway, type TestGateway } from '../support/test-gateway.ts';

const ACME = 'acme-desk';
let gateway: TestGateway;

async function runWith(environment: Readonly<Record<string, string>>, ...words: string[]) {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write(text: string) {
      texts[name] += text;
    },
  });
  const exitCode = await runCommand(words, { environment, out: stream('out'), err: stream('err') });
  return { exitCode, ...texts };
}
const run = (...words: string[]) => runWith({ ...gateway.environment, SUDO_USER: 'ann' }, ...words);

beforeAll(async () => {
  gateway = await startTestGateway({ postgresUrl: inject('postgresUrl'), localOrigins: [] });
});
afterAll(() => gateway?.stop());

/** Who, what, how it went and about what; not when. */
const shown = (out: string): string[] =>
  out
    .trim()
    .split('\n')
    .map((line) => line.split('  ').toSpliced(1, 1).join('  '));

it('keeps who did what, before and after it was done, and what failed', async () => {
  const { publicKey } = await generateKeyPair('ES256');
  const keys = join(gateway.dataDir, 'acme.json');
  await writeFile(keys, JSON.stringify({ ...(await exportJWK(publicKey)), kid: 'acme-1' }));
  expect(await run('audit')).toMatchObject({ exitCode: 0, out: 'No operator has changed anything yet.\n' });
  const add = ['--client-id', ACME, '--name', 'Acme', '--redirect-uri', 'https://acme.example/back'];
  expect(await run('vendor', 'add', ...add, '--keys', keys)).toMatchObject({ exitCode: 0 });
  expect(await run('vendor', 'hold', ACME)).toMatchObject({ exitCode: 0 });
  expect(await run('vendor', 'hold', ACME)).toMatchObject({ exitCode: 1 });
  expect(await run('consent', 'revoke', 'consent_unknown', '--reason', 'canary reason')).toMatchObject({
    exitCode: 1,
  });
  // No database answers: it is done all the same, and noted.
  const alone = { ...gateway.environment, DATABASE_URL: 'postgres://localhost:1/gone' };
  const rotated = await runWith(alone, 'key', 'rotate', 'token');
  expect(rotated.exitCode).toBe(0);
  const [kid = ''] = rotated.out.split(' ');
  const { exitCode, out } = await run('audit');
  expect(exitCode).toBe(0);
  const user = /^1 {2}\S+ {2}(?:ann as )?(\S+) {2}/.exec(out)?.[1];
  const ann = user === 'ann' ? 'ann' : `ann as ${user}`;
  expect(shown(out)).toEqual([
    `1  ${ann}  vendor add  begun  ${ACME}`,
    `2  ${ann}  vendor add  done  ${ACME}`,
    `3  ${ann}  vendor hold  begun  ${ACME}`,
    `4  ${ann}  vendor hold  done  ${ACME}`,
    `5  ${ann}  vendor hold  begun  ${ACME}`,
    `6  ${ann}  vendor hold  failed  ${ACME}`,
    `7  ${ann}  consent revoke  begun  consent_unknown`,
    `8  ${ann}  consent revoke  failed  consent_unknown`,
    `9  ${user}  key rotate  begun  token`,
    `10  ${user}  key rotate  done  token ${kid}`,
  ]);
  expect(out).not.toContain('canary');
});

it('is in a backup, and goes on from there after a restore', async () => {
  const file = join(gateway.dataDir, 'backup');
  expect(await run('backup', file)).toMatchObject({ exitCode: 0 });
  const elsewhere = {
    ...gateway.environment,
    DATABASE_URL: await createTestDatabase(inject('postgresUrl')),
  };
  expect(await runWith(elsewhere, 'restore', file)).toMatchObject({ exitCode: 0, err: '' });
  const { out } = await runWith(elsewhere, 'audit');
  expect(
    shown(out)
      .map((each) => each.split('  ').toSpliced(1, 1).join('  '))
      .slice(9),
  ).toEqual([
    expect.stringMatching(/^10 {2}key rotate {2}done {2}token \S{43}$/),
    '11  restore  begun',
    '12  restore  done',
    '13  rebuild  begun',
    '14  rebuild  done',
  ]);
  expect(await runWith(elsewhere, 'audit', '--verify')).toMatchObject({ exitCode: 0 });
});

it('cannot be changed by a slip, and shows what was taken away by intent', async () => {
  expect(await run('audit', '--verify')).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^ok {6}12 acts, none missing, none changed\. The last one is 12, \S{43}\n$/),
  });
  const client = new pg.Client({ connectionString: gateway.databaseUrl });
  await client.connect();
  try {
    for (const statement of [
      `DELETE FROM operator_act WHERE number = 3`,
      `UPDATE operator_act SET operator = 'eve'`,
      'TRUNCATE operator_act',
    ])
      await expect(client.query(statement)).rejects.toThrow('operator_act is append-only');
    await client.query('ALTER TABLE operator_act DISABLE TRIGGER USER');
    await client.query('DELETE FROM operator_act WHERE number IN (3, 4, 12)');
    await client.query(`UPDATE operator_act SET about = '{other}' WHERE number = 6`);
  } finally {
    await client.end();
  }
  expect(await run('audit', '--verify')).toMatchObject({
    exitCode: 1,
    out: 'FAILED  acts 3 to 4 are missing\nFAILED  act 6 was changed, or not written with these secrets\nFAILED  act 12 is missing\n',
  });
  // Its number is not given to another one, which would hide it.
  await run('vendor', 'release', ACME);
  const { out } = await run('audit', '--verify');
  expect(out).toContain('FAILED  act 12 is missing\n');
});
