import { defineConfig } from 'vitest/config';

// Stryker runs a copy of the tree whose node_modules are links to the real one: packages have to be found in the copy.
const conditions = ['@parley/source', 'node', 'development|production'];

export default defineConfig({
  ssr: { resolve: { conditions, externalConditions: ['@parley/source', 'node', 'module-sync'] } },
  resolve: {
    alias: [{ find: /^@parley\/([\w-]+)$/, replacement: `${import.meta.dirname}/packages/$1/src/index.ts` }],
  },
  test: {
    include: ['packages/{consent-gateway,protocol}/src/{ledger,read,token}/**/*.test.ts'],
  },
});
