import { allowInsecureLoopback, verifyLedger, verifyReceipt } from '@parley/vendor-sdk';
import { same } from './check.js';
import { obtain } from './stage.js';

/** @type {Record<string, (stage: import('./stage.js').Stage) => Promise<void>>} */
export const proofCases = {
  async 'finds its own receipt good, by the keys that the gateway publishes'(stage) {
    const { receipt } = await obtain(stage);
    const { gateway, clientId: vendorId } = stage;
    const { problems, claims } = await verifyReceipt(receipt, {
      gateway,
      vendorId,
      [allowInsecureLoopback]: true,
    });
    same([problems, claims?.aud], [[], vendorId]);
  },

  async 'says of each receipt of the test vectors what is wrong with it'({ vectors }) {
    const { receipts, recordKeys, vendorKeys, gateway, vendorId } = vectors;
    for (const { name, receipt, problems } of receipts) {
      const verdict = await verifyReceipt(receipt, { recordKeys, vendorKeys, gateway, vendorId });
      same([name, verdict.problems.map(({ code }) => code)], [name, problems]);
    }
  },

  async 'says of each ledger of the test vectors what is wrong with it'({ vectors }) {
    for (const { name, blocks, problems } of vectors.ledgers) {
      const verdict = await verifyLedger(blocks, { recordKeys: vectors.recordKeys });
      same(
        [name, verdict.problems.map(({ blockNumber, code }) => `${blockNumber} ${code}`)],
        [name, problems],
      );
    }
  },
};
