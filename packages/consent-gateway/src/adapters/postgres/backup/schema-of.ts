import type pg from 'pg';

/** The migrations that made this database, in order. */
export async function schemaOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  return rows.map(({ name }) => name);
}
