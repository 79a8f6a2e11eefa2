import { randomUUID } from 'node:crypto';
import pg from 'pg';

export interface DeskDatabase {
  readonly url: string;
  /** Every row of every table, as text. */
  everything(): Promise<string>;
  rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A vendor's own database in the run's cluster. It may hold what the gateway's must not, so it has another name. */
export async function createDeskDatabase(postgresUrl: string): Promise<DeskDatabase> {
  const name = `desk_${randomUUID().replaceAll('-', '')}`;
  const url = Object.assign(new URL(postgresUrl), { pathname: `/${name}` }).href;
  await inside(postgresUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  return {
    url,
    everything: () =>
      inside(url, async (client) => {
        const { rows: tables } = await client.query<{ name: string }>(
          "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
        );
        const texts: string[] = [];
        for (const { name: table } of tables) {
          const { rows } = await client.query<{ row: string }>(`SELECT each::text AS row FROM ${table} each`);
          texts.push(...rows.map(({ row }) => `${table} ${row}`));
        }
        return texts.join('\n');
      }),
    rows: (text) => inside(url, async (client) => (await client.query(text)).rows),
    drop: async () =>
      void (await inside(postgresUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

async function inside<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
