import { defineConfig } from 'vitest/config';

// Workspace packages resolve to their TypeScript sources, so tests need no build. Tests run in the environment
// "ssr", global setups in "__vitest__".
const resolve = {
  conditions: ['@parley/source', 'node', 'development|production'],
  externalConditions: ['@parley/source', 'node', 'module-sync'],
};
const fromSource = { ssr: { resolve }, environments: { __vitest__: { resolve } } };

// A file takes over the process of the one before it, and with it the libraries that are loaded: half of the unit tests' time. Our own
// modules are new for each file; what a test changes of the process itself it puts back.
const isolate = false;

/** What is polled for comes in its time: on a slow machine that is not within the second that is the default. */
const patient = { expect: { poll: { timeout: 30_000 } } };

const realPostgres = 'test/support/postgres-global-setup.ts';
const installedSdk = 'test/support/installed-sdk-global-setup.ts';
const builtDashboard = 'test/support/dashboard-global-setup.ts';
const realPodServer = 'test/support/css-global-setup.ts';
const canaries = 'test/support/canaries-global-setup.ts';

export default defineConfig({
  test: {
    projects: [
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'unit',
          include: [
            '{packages,examples}/*/src/**/*.test.ts',
            'test/{architecture,deploy,docs,rdf,verification}/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          isolate,
          maxWorkers: 2,
          // Against hanging, not against slow machines: what is slow there takes half a second.
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'packaging',
          include: ['test/packaging/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'runtimes',
          include: ['test/runtimes/**/*.test.ts'],
          globalSetup: [installedSdk],
          maxWorkers: 2,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'contracts',
          include: ['test/contracts/**/*.test.ts'],
          globalSetup: [realPostgres],
          hookTimeout: 120_000,
          testTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'flow',
          include: ['test/{flow,conformance,tables,security}/**/*.test.ts'],
          globalSetup: [realPodServer, realPostgres, canaries],
          // Much of it is waiting, for a pod server, a database and a gateway that share the cores: two files at a time.
          maxWorkers: 2,
          hookTimeout: 240_000,
          testTimeout: 240_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: [builtDashboard, realPodServer, realPostgres],
          maxWorkers: 2,
          hookTimeout: 120_000,
          testTimeout: 240_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        ...fromSource,
        test: {
          ...patient,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          hookTimeout: 180_000,
          // Alone: it breaks what it stands on.
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
