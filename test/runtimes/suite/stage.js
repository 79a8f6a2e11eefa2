// What a case works with: a gateway behind HTTP, a vendor it knows, and an owner to be told what to do.

import { allowInsecureLoopback, createVendorClient } from '@parley/vendor-sdk';

/**
 * @typedef {object} Stage What the test hands to the runtime, as JSON.
 * @property {string} gateway
 * @property {string} clientId
 * @property {string} redirectUri
 * @property {import('@parley/vendor-sdk').PrivateVendorJwk} key
 * @property {string} desk Where the owner is told what to do.
 * @property {string} nobody An address of this machine at which nobody listens.
 * @property {{ recordKeys: import('@parley/vendor-sdk').PublicKeySet, vendorKeys: import('@parley/vendor-sdk').PublicKeySet,
 *   gateway: string, vendorId: string,
 *   receipts: { name: string, receipt: string, problems: string[] }[],
 *   ledgers: { name: string, blocks: string[], problems: string[] }[] }} vectors
 */

export const CARE = 'https://w3id.org/dpv#CustomerCare';

/** @returns {import('@parley/vendor-sdk').AccessRequestEntry} */
export const entryNow = () => ({
  actions: ['read'],
  datatypes: ['issues'],
  purpose: CARE,
  fields: { issues: { required: ['title', 'state', 'createdAt'], optional: ['description', 'attachments'] } },
  access: { until: new Date(Date.now() + 90 * 86_400_000).toISOString() },
  retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
  recipients: [],
});

/**
 * @param {Stage} stage
 * @param {Partial<import('@parley/vendor-sdk').VendorClientOptions>} [options]
 */
export function clientOf({ clientId, key }, options = {}) {
  const retry = { firstDelayMs: 1 };
  return createVendorClient({ clientId, key, retry, [allowInsecureLoopback]: true, ...options });
}

/**
 * Tells the owner to act, with the arguments of the fake owner's method of this name.
 *
 * @param {Stage} stage @param {string} act @param {...unknown} given
 * @returns {Promise<string>}
 */
export async function owner({ desk }, act, ...given) {
  const response = await fetch(`${desk}/${act}`, { method: 'POST', body: JSON.stringify(given) });
  if (!response.ok) throw new Error(`${act}: ${await response.text()}`);
  return response.text();
}

/**
 * The whole way to a consent.
 *
 * @param {Stage} stage
 * @param {{ kept?: object, options?: Partial<import('@parley/vendor-sdk').VendorClientOptions> }} [changes]
 */
export async function obtain(stage, { kept = {}, options = {} } = {}) {
  const { asking, asked } = await ask(stage, options);
  const callbackUrl = await owner(stage, 'give', asked.url, kept);
  return asking.exchange({ callbackUrl, handle: asked.handle });
}

/**
 * @param {Stage} stage
 * @param {Partial<import('@parley/vendor-sdk').VendorClientOptions>} [options]
 */
export async function ask(stage, options = {}) {
  const asking = clientOf(stage, options).at(stage.gateway);
  return { asking, asked: await asking.ask({ details: [entryNow()], redirectUri: stage.redirectUri }) };
}
