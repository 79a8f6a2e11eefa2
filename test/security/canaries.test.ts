// The search for canaries at the end of a run: a check that cannot fail is worse than none.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { plantedIn, searchDatabase, searchTexts, testDatabases } from '../support/canaries/search-run.ts';
import { createTestDatabase } from '../support/test-gateway.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-canaries-test-'));
  const planted = [
    ['value of an item', 'The line drops "again"'],
    ['WebID or pod', 'http://localhost:1/owner-0a1b2c3d/profile/card#me'],
    ['code or refresh token', 'Q'.repeat(43)],
  ];
  await writeFile(join(folder, 'a.planted'), planted.map((each) => `${JSON.stringify(each)}\n`).join(''));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const logged = async (line: string) => {
  await writeFile(join(folder, 'a.log'), `{"msg":"one"}\n${line}\n{"msg":"two"}\n`);
  return (await searchTexts(folder, await plantedIn(folder))).map(({ kind }) => kind);
};

it.each([
  ['A55a a value', JSON.stringify({ msg: 'The line drops "again"' }), 'value of an item'],
  ['A55a a WebID', '{"who":"http://localhost:1/owner-0a1b2c3d/profile/card#me"}', 'WebID or pod'],
  ['A55a a code in an address', `GET /callback?code=${'Q'.repeat(43)}&state=1`, 'code or refresh token'],
  ['A55a a token', `DPoP eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.${'c'.repeat(86)}`, 'JWT'],
])('%s in a log is found, and named by its kind', async (_what, line, kind) => {
  expect(await logged(line)).toEqual([kind]);
});

it('finds nothing where there is nothing', async () => {
  expect(await logged('{"level":30,"consentId":"consent_AAAAAAAAAAAAAAAAAAAAAA","msg":"given"}')).toEqual([]);
});

it('A55b in an answer that refuses is found', async () => {
  await writeFile(join(folder, 'a.error-answer'), `{"detail":"${'Q'.repeat(43)}"}\n`);
  const leaks = await searchTexts(folder, await plantedIn(folder));
  expect(leaks).toEqual([{ kind: 'code or refresh token', place: 'a.error-answer' }]);
});

it('A55d in a table is found', async () => {
  const databaseUrl = await createTestDatabase(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`CREATE TABLE kept AS SELECT '${'Q'.repeat(43)}' AS id`);
  const name = new URL(databaseUrl).pathname.slice(1);
  expect(await testDatabases(inject('postgresUrl'))).toContain(databaseUrl);
  const leaks = await searchDatabase(databaseUrl, await plantedIn(folder));
  // Gone before the search of the run itself.
  await client.query('DROP TABLE kept');
  await client.end();
  expect(leaks).toEqual([{ kind: 'code or refresh token', place: `table kept of ${name}` }]);
});
