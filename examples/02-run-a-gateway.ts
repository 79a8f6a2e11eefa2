// A consent gateway in one's own program, with a database of its own in a folder. Ends with Ctrl-C.
//
//   node scripts/run.mjs examples/02-run-a-gateway.ts 8080 .parley/example-gateway
//
// For the web: PARLEY_ORIGIN is an https address, and PARLEY_LOCAL stays away.

import { once } from 'node:events';
import { readSettings, serve } from '@parley/consent-gateway';

const [port = '8080', folder = '.parley/example-gateway'] = process.argv.slice(2);
const origin = `http://localhost:${port}`;
const settings = readSettings({
  PARLEY_ORIGIN: origin,
  PARLEY_PORT: port,
  PARLEY_DATA: folder,
  PARLEY_LOCAL: '1',
  PARLEY_LOG: 'warn',
  DATABASE_URL: process.env['DATABASE_URL'],
});

const starting = new AbortController();
const ending = once(process, 'SIGINT').then(() => starting.abort());
const gateway = await serve({ settings, progress: console.log, signal: starting.signal });

const answer = await fetch(`${origin}/.well-known/oauth-protected-resource/v1`);
const { resource, authorization_details_types_supported: types } = (await answer.json()) as Record<
  string,
  string
>;
console.log(`Ready: vendors read at ${resource} and ask for ${types}`);

await ending;
await gateway.stop();
