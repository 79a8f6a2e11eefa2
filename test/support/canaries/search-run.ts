// The search at the end of a run, in everything that its gateways said and kept.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { CanaryKind } from './plant.ts';

/** What was found where: never what it says. */
export interface Leak {
  readonly kind: CanaryKind | 'JWT';
  readonly place: string;
}

/** Receipts, tokens, proofs, assertions and statements alike. */
const JWT = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/;
/** What random texts are made of: looked up as a whole, however many there are. */
const WORD = /[\w-]{20,}/g;

export type Canaries = Awaited<ReturnType<typeof plantedIn>>;

/** All that was planted in a run, as it is looked for. */
export async function plantedIn(folder: string) {
  const words = new Map<string, CanaryKind>();
  const texts = new Map<string, CanaryKind>();
  for (const [, content] of await filesOf(folder, ['.planted']))
    for (const line of content.trim().split('\n')) {
      const [kind, value] = JSON.parse(line) as [CanaryKind, string];
      (value.replace(WORD, '') === '' ? words : texts).set(value, kind);
    }
  return { words, texts };
}

/** Each kind of canary that is in a text. */
export function canariesIn(text: string, { words, texts }: Canaries): ReadonlySet<CanaryKind> {
  const found = new Set<CanaryKind>();
  for (const [word] of text.matchAll(WORD)) {
    const kind = words.get(word);
    if (kind !== undefined) found.add(kind);
  }
  // In a line of a log a text stands as JSON has it.
  for (const [value, kind] of texts)
    if (!found.has(kind) && (text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1))))
      found.add(kind);
  return found;
}

/** What gateways logged and answered with an error. */
export async function searchTexts(folder: string, canaries: Canaries): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const [place, text] of await filesOf(folder, ['.log', '.error-answer'])) {
    for (const kind of canariesIn(text, canaries)) leaks.push({ kind, place });
    if (JWT.test(text)) leaks.push({ kind: 'JWT', place });
  }
  return leaks;
}

/** Every row of every database that a test made. Signed records are in it, and have to be. */
export async function searchDatabases(serverUrl: string, canaries: Canaries): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const url of await testDatabases(serverUrl)) leaks.push(...(await searchDatabase(url, canaries)));
  return leaks;
}

/** The addresses of the databases that tests made. */
export async function testDatabases(serverUrl: string): Promise<string[]> {
  const names = await withDatabase(serverUrl, (client) =>
    namesIn(client, "SELECT datname AS name FROM pg_database WHERE datname LIKE 'test\\_%'"),
  );
  return names.map((name) => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href);
}

/** Every row of every table of one database. */
export function searchDatabase(databaseUrl: string, canaries: Canaries): Promise<Leak[]> {
  return withDatabase(databaseUrl, async (client) => {
    const leaks: Leak[] = [];
    const tables = await namesIn(
      client,
      "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
    );
    for (const table of tables) {
      const { rows } = await client.query<{ text: string | null }>(
        `SELECT string_agg(t::text, E'\\n') AS text FROM ${table} t`,
      );
      const place = `table ${table} of ${new URL(databaseUrl).pathname.slice(1)}`;
      for (const kind of canariesIn(rows[0]?.text ?? '', canaries)) leaks.push({ kind, place });
    }
    return leaks;
  });
}

async function namesIn(client: pg.Client, statement: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(statement);
  return rows.map(({ name }) => name);
}

async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return use(client).finally(() => client.end());
}

async function filesOf(folder: string, endings: readonly string[]): Promise<[name: string, text: string][]> {
  const names = (await readdir(folder)).filter((name) => endings.some((ending) => name.endsWith(ending)));
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]),
  );
}
