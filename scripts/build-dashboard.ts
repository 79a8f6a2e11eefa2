// npm run build:dashboard, npm run build: the dashboard's files, if they are not there or older than their sources.

import { ensureDashboard } from './support/build-dashboard.ts';

await ensureDashboard({ say: (text) => process.stdout.write(`${text}\n`) });
