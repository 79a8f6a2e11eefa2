import type { TestProject } from 'vitest/node';
import { freePort } from '../../scripts/support/free-port.ts';
import { type RunningCss, startCss } from '../../scripts/support/pod-server/start-css.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    cssUrl: string;
  }
}

let server: RunningCss | undefined;

/** One Community Solid Server for the whole run; each test file makes an account and pod of its own. */
export async function setup(project: TestProject): Promise<void> {
  server = await startCss({ port: await freePort() });
  project.provide('cssUrl', server.baseUrl);
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
