// What all rows stand on, started when the first of them needs it: a pod server, a database server, a vendor, a site.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@parley/consent-gateway/testing';
import { freePort } from '../../scripts/support/free-port.ts';
import { startCss } from '../../scripts/support/pod-server/start-css.ts';
import { type Site, startSite } from './site.ts';
import { type BenchVendor, startVendor } from './vendor.ts';

export interface World {
  /** The pod server, with a slash. */
  readonly pods: string;
  readonly vendor: BenchVendor;
  /** The one that most rows share. */
  readonly site: Site;
  /** One more, with everything of its own. Stopped with the world unless before. */
  addSite(): Promise<Site>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly folder: string;
  readonly say: (text: string) => void;
  /** The shared site's gateway can be profiled. */
  readonly hasInspector: boolean;
  readonly signal: AbortSignal;
}

export async function startWorld({ folder, say, hasInspector, signal }: WorldOptions): Promise<World> {
  const stopping: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stopping.splice(0).reverse()) await each();
  };
  try {
    say('starting the pod server and PostgreSQL (10 to 15 s)');
    const podsFolder = join(folder, 'pods');
    await mkdir(podsFolder, { recursive: true });
    const [css, postgres, vendor] = await Promise.all([
      startCss({ port: await freePort(), rootFilePath: podsFolder, signal }),
      startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log: () => {}, signal }),
      startVendor(),
    ]);
    stopping.push(css.stop, postgres.stop, vendor.stop);
    const base = { folder, pods: css.baseUrl, postgresUrl: postgres.url, vendor, signal };
    const addSite = async (options: { hasInspector?: boolean } = {}): Promise<Site> => {
      const site = await startSite({ ...base, ...options });
      stopping.push(site.stop);
      return site;
    };
    say('starting the gateway, making an owner with a pod, giving a consent');
    const site = await addSite({ hasInspector });
    return { pods: css.baseUrl, vendor, site, addSite: () => addSite(), stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}
