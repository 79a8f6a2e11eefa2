// Opens the shop by itself: node --conditions=@parley/source src/main.ts --gateway http://localhost:8080

import { parseArgs } from 'node:util';
import { startGrocer } from './start-grocer.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4001' },
    gateway: { type: 'string', default: 'http://localhost:8080' },
    dashboard: { type: 'string' },
    data: { type: 'string', default: '.grocer' },
    origin: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(`Green Grocer, an example vendor.

  --port 4001                         where it listens
  --gateway http://localhost:8080     the consent gateway behind the button
  --dashboard https://me.example      that gateway's dashboard
  --data .grocer                      keeps keys, receipts and visits
  --origin https://grocer.example     what browsers call it, behind a proxy`);
} else {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { url, clientId } = await startGrocer({
    port: Number(values.port),
    gateway: values.gateway,
    dataDir: values.data,
    ...(values.dashboard !== undefined && { dashboard: values.dashboard }),
    ...(values.origin !== undefined && { origin: values.origin }),
    log: console.error,
    signal: stop.signal,
  });
  console.log(`Green Grocer is at ${url}\nits client id is ${clientId}`);
}
