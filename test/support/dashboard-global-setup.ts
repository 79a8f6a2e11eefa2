import { ensureDashboard } from '../../scripts/support/build-dashboard.ts';

/** The dashboard as it is now, for whoever serves it. */
export async function setup(): Promise<void> {
  await ensureDashboard({ say: (text) => void process.stderr.write(`${text}\n`) });
}
