// Starts Acme by itself: node --conditions=@parley/source src/main.ts --gateway http://localhost:8080

import { parseArgs } from 'node:util';
import { startAcme } from './start-acme.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4000' },
    gateway: { type: 'string', default: 'http://localhost:8080' },
    database: { type: 'string', default: process.env['DATABASE_URL'] ?? '' },
    data: { type: 'string', default: '.acme' },
    origin: { type: 'string' },
    'client-id': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`Acme Broadband's support desk, an example vendor.

  --port 4000                         where it listens
  --gateway http://localhost:8080     the consent gateway behind the button
  --database postgres://…             a database of its own, for its copy; or DATABASE_URL
  --data .acme                        keeps keys, receipts and sessions
  --origin https://acme.example       what browsers call it, behind a proxy
  --client-id acme                    where the gateway's operator has registered it`);
} else if (values.database === '') {
  console.error('Name a PostgreSQL database of the desk’s own: --database postgres://… or DATABASE_URL.');
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { url, clientId, team } = await startAcme({
    port: Number(values.port),
    gateway: values.gateway,
    databaseUrl: values.database,
    dataDir: values.data,
    ...(values.origin !== undefined && { origin: values.origin }),
    ...(values['client-id'] !== undefined && { clientId: values['client-id'] }),
    log: console.error,
    signal: stop.signal,
  });
  console.log(
    `Acme Broadband is at ${url}\nits client id is ${clientId}\nits support team signs in at ${team.url} with ${team.password}`,
  );
}
