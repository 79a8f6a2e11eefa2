// An owner's program checks what the gateway wrote into her pod, and says who read what. It believes only signatures.
//
//   node scripts/run.mjs --env-file=.parley/demo/alice.env examples/07-check-the-ledger.ts

import { listBlocks, listConsents, openPod, readBlock, readConsentDocument } from '@parley/pod-client';
import { logInWithClientCredentials } from '@parley/pod-client/client-credentials';
import { allowInsecureLoopback, verifyConsentChain, verifyLedger } from '@parley/vendor-sdk';
import { setting } from './setting.ts';

const [id, secret] = [setting('OWNER_CLIENT_ID'), setting('OWNER_CLIENT_SECRET')];
const session = await logInWithClientCredentials({ oidcIssuer: setting('OWNER_ISSUER'), id, secret });
try {
  const pod = openPod({ ...session, container: setting('OWNER_CONTAINER') });
  // The record keys that count are fetched there. Keep a copy of them: with `recordKeys` nobody has to be asked.
  const signedBy = { gateway: setting('GATEWAY'), [allowInsecureLoopback]: true };

  const blocks: string[] = [];
  for await (const place of listBlocks(pod)) blocks.push((await readBlock(pod, place))?.jws ?? '');
  const ledger = await verifyLedger(blocks, signedBy);
  const problems = ledger.problems.map(({ blockNumber, code }) => `block ${blockNumber}: ${code}`);

  for await (const consentId of listConsents(pod)) {
    const document = await readConsentDocument(pod, { consentId });
    const chain = await verifyConsentChain(document.status === 'read' ? document.jws : [], signedBy);
    problems.push(...chain.problems.map(({ position, code }) => `${consentId}, ${position}: ${code}`));
    console.log(`${consentId}: ${chain.status}`);
    for (const { at, entry } of ledger.entries.filter((each) => each.consentId === consentId)) {
      const { kind, act, category = 'nothing new', fields = [] } = entry;
      const what = kind === 'read' ? `reads ${category} (${fields})` : act;
      console.log(`  ${at}  ${entry.vendorId} ${entry.outcome}: ${what} ${entry.purpose ?? ''}`);
    }
  }
  for (const problem of problems) console.log(`NOT VERIFIED  ${problem}`);
  console.log(`${blocks.length} blocks, ${problems.length === 0 ? 'all verified' : 'not all verified'}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
  await session.close();
}
