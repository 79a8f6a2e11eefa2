import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { KEYS, sharedLookup } from './shared-lookup.ts';

const compiler = new Kysely<{ thing: { id: string; kind: string } }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const statement = compiler
  .selectFrom('thing')
  .select('id')
  .where('kind', '=', 'a kind')
  .where(sql<boolean>`id = ANY(${KEYS})`)
  .compile();

/** Statements that are answered when the test says so. */
function statements() {
  const sent: (readonly string[])[] = [];
  const waiting: (() => void)[] = [];
  const query = ({
    name,
    text,
    values: [kind, keys],
  }: {
    name: string;
    text: string;
    values: string[][];
  }) => {
    expect([name, text, kind]).toEqual(['a-lookup', statement.sql, 'a kind']);
    sent.push(keys ?? []);
    return new Promise((resolve, reject) =>
      waiting.push(() =>
        keys?.includes('fault')
          ? reject(new Error('the database is gone'))
          : resolve({ rows: keys?.filter((key) => key !== 'none').map((id) => ({ id })) }),
      ),
    );
  };
  const find = sharedLookup({
    pool: { query } as unknown as pg.Pool,
    name: 'a-lookup',
    statement,
    entry: ({ id }) => [id, `row of ${id}`],
  });
  const answerNext = async (): Promise<void> => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.();
  };
  return { sent, find, answerNext };
}

describe('a shared lookup', () => {
  it('sends the first at once, and what is asked meanwhile as one statement', async () => {
    const { sent, find, answerNext } = statements();
    const found = ['a', 'b', 'none', 'b'].map((key) => find(key));
    expect(sent).toEqual([['a']]);
    await answerNext();
    await answerNext();
    expect(await Promise.all(found)).toEqual(['row of a', 'row of b', undefined, 'row of b']);
    expect(sent).toEqual([['a'], ['b', 'none']]);
  });

  it('asks again for what is under way: it may have changed since that was sent', async () => {
    const { sent, find, answerNext } = statements();
    const found = [find('a'), find('a')];
    await answerNext();
    await answerNext();
    await Promise.all(found);
    expect(sent).toEqual([['a'], ['a']]);
  });

  it('finds nothing by a key that the database cannot hold, and sends nothing', async () => {
    const { sent, find } = statements();
    expect(await find('a\0b')).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('tells a fault to those of its statement, and goes on', async () => {
    const { find, answerNext } = statements();
    const found = Promise.allSettled([find('fault'), find('a')]);
    await answerNext();
    await answerNext();
    expect(await found).toMatchObject([
      { status: 'rejected', reason: { message: 'the database is gone' } },
      { status: 'fulfilled', value: 'row of a' },
    ]);
  });
});
