import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { repositoryFolder } from '../../scripts/install.mjs';
import { summariseProfile } from './summarise-profile.ts';

const frame = (functionName: string, path = '', lineNumber = 0) => ({
  functionName,
  scriptId: '1',
  url: path.startsWith('node:') || path === '' ? path : pathToFileURL(`${repositoryFolder}${path}`).href,
  lineNumber,
  columnNumber: 0,
});

it('sums up by package, with what the platform does for it, and by function, and leaves idling out', () => {
  const summary = summariseProfile({
    startTime: 0,
    endTime: 10_000_000,
    nodes: [
      { id: 0, callFrame: frame('(root)'), children: [1, 2, 5, 6] },
      { id: 1, callFrame: frame('(idle)') },
      { id: 2, callFrame: frame('verify', 'node_modules/jose/dist/verify.js', 9), children: [3] },
      { id: 3, callFrame: frame('signVerify', 'node:internal/crypto', 1), children: [7] },
      { id: 4, callFrame: frame('read', 'packages/consent-gateway/src/read/mirror.ts', 19) },
      { id: 5, callFrame: frame('parserOnHeaders', 'node:_http_common', 2), children: [4] },
      { id: 6, callFrame: frame('(garbage collector)') },
      { id: 7, callFrame: frame('run') },
    ],
    samples: [1, 2, 3, 4, 5, 6, 7],
    timeDeltas: [2_000_000, 3_000_000, 1_000_000, 2_000_000, 500_000, 500_000, 1_000_000],
  });
  expect(summary.seconds).toBe(10);
  expect(summary.busy).toBe(0.8);
  expect(summary.byOrigin).toEqual([
    { name: 'jose', share: 0.625 },
    { name: 'packages/consent-gateway/src/read', share: 0.25 },
    { name: 'platform: HTTP server, event loop', share: 0.0625 },
    { name: '(garbage collector)', share: 0.0625 },
  ]);
  expect(summary.byFunction[0]).toEqual({ name: 'verify node_modules/jose/dist/verify.js:10', share: 0.375 });
  expect(summary.byFunction).toContainEqual({
    name: 'run < signVerify node:internal/crypto:2',
    share: 0.125,
  });
});
