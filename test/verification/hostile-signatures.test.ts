// The vectors of Project Wycheproof on what anybody verifies: receipts, consents and ledgers, by the protocol's own check of a signature.
import { readFileSync } from 'node:fs';
import { type PublicJwk, signedBy } from '@parley/protocol';
import { verifyConsentChain, verifyLedger, verifyReceipt } from '@parley/vendor-sdk';
import { describe, expect, it } from 'vitest';
import { consents, ledgers, named, receipts, recordKeys, vectorsFolder } from './vectors.ts';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly jws: string;
  readonly result: 'valid' | 'invalid';
}
const { groups } = JSON.parse(readFileSync(`${vectorsFolder}others/wycheproof-jws.json`, 'utf8')) as {
  groups: readonly { comment: string; key?: PublicJwk; tests: readonly Vector[] }[];
};

const signatureOf = (text: string): string => text.slice(text.lastIndexOf('.') + 1);
const withSignature = (text: string, signature: string): string =>
  `${text.slice(0, text.lastIndexOf('.'))}.${signature}`;

const { receipt } = named(receipts.vectors, 'good');
const { texts } = named(consents.vectors, 'a whole life');
const { blocks } = named(ledgers.vectors, 'good');

/** What is wrong with them, each with this for its signature. */
async function problemsWith(signature: (text: string) => string): Promise<object> {
  const changed = (text: string): string => withSignature(text, signature(text));
  const verdicts = {
    receipt: await verifyReceipt(changed(receipt), { recordKeys }),
    consent: await verifyConsentChain(texts.map(changed), { recordKeys }),
    ledger: await verifyLedger(blocks.map(changed), { recordKeys }),
  };
  return Object.fromEntries(
    Object.entries(verdicts).map(([name, { problems }]) => [name, problems.map(({ code }) => code)]),
  );
}

describe('a genuine text with a hostile signature', () => {
  const hostile = groups
    .filter(({ comment }) => comment === 'SpecialCaseEs256')
    .flatMap(({ tests }) => tests)
    .filter(({ result }) => result === 'invalid')
    .map(({ tcId, comment, jws }) => [`${tcId} ${comment}`, signatureOf(jws)] as const);

  it('would be believed with its own', async () => {
    expect(await problemsWith(signatureOf)).toEqual({ receipt: [], consent: [], ledger: [] });
  });

  it.each(hostile)('%s is not believed', async (_name, signature) => {
    expect(await problemsWith(() => signature)).toEqual({
      receipt: ['signature_invalid'],
      consent: texts.map(() => 'signature_invalid'),
      ledger: blocks.map(() => 'signature_invalid'),
    });
  });
});

it('no vector is a signed text of Parley, since none says of which kind it is', async () => {
  for (const { key, tests } of groups)
    for (const { jws } of tests)
      for (const typ of ['parley-receipt+jwt', 'undefined'])
        expect(await signedBy(key === undefined ? [] : [key])(jws, typ)).toBeUndefined();
});
