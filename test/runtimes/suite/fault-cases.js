import { createVendorClient, generateVendorKey, isVendorSdkError } from '@parley/vendor-sdk';
import { all, rejects, same } from './check.js';
import { CARE, clientOf, obtain, owner } from './stage.js';

/** @type {Record<string, (stage: import('./stage.js').Stage) => Promise<void>>} */
export const faultCases = {
  async 'reads for no other purpose'(stage) {
    const { issues } = await obtain(stage);
    const reading = all(issues.list({ purpose: 'https://w3id.org/dpv#DirectMarketing' }));
    await rejects(reading, { code: 'insufficient_authorization', status: 403 });
  },

  async 'is refused with another key'(stage) {
    const stranger = clientOf(stage, { key: await generateVendorKey() });
    const { receipt } = await obtain(stage);
    const consent = await stranger.at(stage.gateway).resume(receipt);
    await rejects(all(consent.issues.list({ purpose: CARE })), { code: 'client_refused', status: 401 });
  },

  async 'signs with a key that cannot be taken out'(stage) {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const client = clientOf(stage, { key: pair });
    await client.at(stage.gateway).check();
    same(client.clientId, stage.clientId);
  },

  async 'says that nobody answers'(stage) {
    const retry = { maxAttempts: 1 };
    await rejects(clientOf(stage, { retry }).at(stage.nobody).check(), { code: 'network' });
  },

  async 'gives up when the time is over'(stage) {
    await owner(stage, 'hangNext', '/.well-known/oauth-authorization-server');
    await rejects(clientOf(stage, { timeoutMs: 200 }).at(stage.gateway).check(), { code: 'timeout' });
  },

  async 'stops when its caller wants no more'(stage) {
    const { issues } = await obtain(stage);
    const stopped = AbortSignal.abort();
    await rejects(all(issues.list({ purpose: CARE, signal: stopped })), { code: 'aborted' });
    await owner(stage, 'hangNext', '/v1/issues');
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(), 50);
    await rejects(all(issues.list({ purpose: CARE, signal: stopping.signal })), { code: 'aborted' });
  },

  async 'follows no redirect'(stage) {
    const { issues } = await obtain(stage);
    await owner(stage, 'redirectNext', '/v1/issues', stage.nobody);
    await rejects(all(issues.list({ purpose: CARE })), { code: 'invalid_response' });
  },

  async 'reads no answer beyond 8 MiB'(stage) {
    const { issues } = await obtain(stage);
    await owner(stage, 'floodNext', '/v1/issues');
    await rejects(all(issues.list({ purpose: CARE })), { code: 'invalid_response' });
  },

  async 'tries again when the gateway was away for a moment'(stage) {
    const { issues } = await obtain(stage);
    await owner(stage, 'failNext', '/v1/issues');
    same((await all(issues.list({ purpose: CARE }))).length, 3);
  },

  async 'refuses wrong options and wrong addresses before anything is sent'(stage) {
    /** @type {[() => unknown, string][]} */
    const wrong = [
      [() => createVendorClient({ clientId: '', key: stage.key }), 'invalid_options'],
      [() => clientOf(stage).at('ftp://gateway.example'), 'invalid_gateway'],
    ];
    for (const [call, code] of wrong) {
      const thrown = await Promise.resolve()
        .then(call)
        .catch((/** @type {unknown} */ error) => error);
      same(isVendorSdkError(thrown) ? thrown.code : 'no error', code);
    }
  },
};
