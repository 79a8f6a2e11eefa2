import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findViolations, importsOf } from './find-violations.ts';

const root = new URL('../../', import.meta.url);
const sources = globSync('{packages/*/src,examples,test,scripts,bench}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) => !file.includes('node_modules/') && !/^packages\/.*(\.test\.ts$|\/test-support\/)/.test(file),
  );

// It reads and parses every file, on machines that have other things to do.
test('every import points the way the architecture allows', { timeout: 60_000 }, () => {
  const violations = sources.flatMap((file) =>
    findViolations(file, readFileSync(new URL(file, root), 'utf8')),
  );
  expect(violations).toEqual([]);
});

test('the scan reaches every package', () => {
  for (const name of [
    ...['protocol', 'pod-client', 'consent-gateway', 'vendor-sdk', 'crm-connectors'],
    ...['parley-cli', 'dashboard'],
  ]) {
    expect(sources.filter((file) => file.startsWith(`packages/${name}/src/`)).length).toBeGreaterThan(5);
  }
});

const gateway = 'packages/consent-gateway/src';
test.each([
  ['packages/protocol/src/ids.ts', `import express from 'express'`],
  ['packages/protocol/src/ids.ts', `import { createHash } from 'node:crypto'`],
  ['packages/vendor-sdk/src/read.ts', `import type { PodAccess } from '@parley/pod-client'`],
  ['packages/vendor-sdk/src/read.ts', `export { open } from '../../pod-client/src/open-pod.ts'`],
  ['packages/vendor-sdk/src/read.ts', `import { readFile } from 'node:fs/promises'`],
  ['packages/crm-connectors/src/crm.ts', `import { createVendorClient } from '@parley/vendor-sdk'`],
  ['packages/crm-connectors/src/zendesk/zendesk.ts', `import { createHmac } from 'node:crypto'`],
  ['packages/crm-connectors/src/map-change.ts', `import { createZendesk } from './zendesk/zendesk.ts'`],
  ['packages/vendor-sdk/src/read.ts', `export { writeWhole } from './file-store/write-whole.ts'`],
  ['packages/pod-client/src/open-pod.ts', `const { Store } = await import('n3')`],
  [`${gateway}/consent/give-consent.ts`, `import { Router } from 'express'`],
  [`${gateway}/consent/give-consent.ts`, `import type { Kysely } from 'kysely'`],
  [`${gateway}/consent/give-consent.ts`, `import { readApprovedData } from '../read/read-approved-data.ts'`],
  [`${gateway}/consent/give-consent.ts`, `import { chain } from '../ledger/record-disclosure.ts'`],
  [`${gateway}/access-request/receive.ts`, `import type { Consent } from '../consent/consent.ts'`],
  [`${gateway}/read/mirror.ts`, `import '../adapters/postgres/consent-index.ts'`],
  [`${gateway}/read/mirror.ts`, `import { openPod } from '@parley/pod-client'`],
  [`${gateway}/read/mirror.ts`, `import { fixedClock } from '../testing/fixed-clock.ts'`],
  [`${gateway}/notify/send-messages.ts`, `import { createTransport } from 'nodemailer'`],
  [`${gateway}/consent/give-consent.ts`, `import { sendMessages } from '../notify/send-messages.ts'`],
  ['packages/parley-cli/src/command/help.ts', `import { createVendorClient } from '@parley/vendor-sdk'`],
  ['packages/parley-cli/src/command/help.ts', `import { parseConsentDocument } from '@parley/pod-client'`],
  ['packages/dashboard/src/pages/start/start-page.tsx', `import { readFile } from 'node:fs/promises'`],
  [
    'packages/dashboard/src/pages/start/start-page.tsx',
    `import { readSettings } from '@parley/consent-gateway'`,
  ],
  [
    'packages/dashboard/src/pages/start/start-page.tsx',
    `import { createVendorClient } from '@parley/vendor-sdk'`,
  ],
  [
    'packages/dashboard/src/pages/start/start-page.tsx',
    `import { logInWithClientCredentials } from '@parley/pod-client/client-credentials'`,
  ],
  [
    'packages/dashboard/src/pages/start/start-page.tsx',
    `import { Session } from '@inrupt/solid-client-authn-browser'`,
  ],
  [`${gateway}/owner-api/views.ts`, `import { dashboardFolder } from '@parley/dashboard'`],
  ['test/flow/01-pod.test.ts', `import { openPod } from '../../packages/pod-client/src/open-pod.ts'`],
])('reports the planted violation in %s: %s', (file, text) => {
  expect(findViolations(file, text)).not.toEqual([]);
});

test.each([
  [`${gateway}/consent/give-consent.ts`, `import type { Ledger } from '../ledger/ledger.ts'`],
  [`${gateway}/read/read-approved-data.ts`, `import { verify } from '../token/verify-access-token.ts'`],
  [`${gateway}/read/read.routes.ts`, `import { Router } from 'express'`],
  [`${gateway}/create-consent-gateway.ts`, `import { store } from './adapters/postgres/consent-index.ts'`],
  ['packages/vendor-sdk/src/file-store/write-whole.ts', `import { open } from 'node:fs/promises'`],
  ['packages/pod-client/src/rdf/graph.ts', `import { Store } from 'n3'`],
  ['test/flow/01-pod.test.ts', `import { openPod } from '@parley/pod-client'`],
])('accepts in %s: %s', (file, text) => {
  expect(findViolations(file, text)).toEqual([]);
});

test('sees static, type-only, dynamic and side-effect imports, and re-exports', () => {
  const text = `import type { A } from 'a'; import { type B, c } from 'b'; import './d.ts';
    export { e } from '../e.ts'; export type { F } from 'f'; const g = await import('g');`;
  expect(importsOf('x/y/z.ts', text)).toEqual([
    { target: 'a', isTypeOnly: true },
    { target: 'b', isTypeOnly: false },
    { target: 'x/y/d.ts', isTypeOnly: false },
    { target: 'x/e.ts', isTypeOnly: false },
    { target: 'f', isTypeOnly: true },
    { target: 'g', isTypeOnly: false },
  ]);
});
