import { verifyConsentChain, verifyLedger, verifyReceipt } from '@parley/vendor-sdk';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { consents, ledgers, named, receipts, recordKeys } from './vectors.ts';

const { receipt } = named(receipts.vectors, 'good');
const { texts } = named(consents.vectors, 'a whole life');
const { blocks } = named(ledgers.vectors, 'good');

/** One text of several with one byte changed: which text, where in it, and which bits. */
const change = fc.record({ which: fc.nat(), at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }) });
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(originals: readonly string[], { which, at, bits }: Change): string[] {
  const index = which % originals.length;
  const text = originals[index] ?? '';
  const place = at % text.length;
  const other = String.fromCharCode(text.charCodeAt(place) ^ bits);
  return originals.with(index, text.slice(0, place) + other + text.slice(place + 1));
}

const runs = { numRuns: 300 };

it('finds any changed byte of a receipt', async () => {
  await fc.assert(
    fc.asyncProperty(change, async (where) => {
      const [text = ''] = changed([receipt], where);
      expect((await verifyReceipt(text, { recordKeys })).problems).toMatchObject([
        { code: 'signature_invalid' },
      ]);
    }),
    runs,
  );
});

it('finds every changed character at the end of a receipt, where the bits of the signature end', async () => {
  for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=') {
    if (receipt.endsWith(character)) continue;
    const { problems } = await verifyReceipt(receipt.slice(0, -1) + character, { recordKeys });
    expect(problems).toMatchObject([{ code: 'signature_invalid' }]);
  }
});

it("finds any changed byte of a consent's texts, and names the text", async () => {
  await fc.assert(
    fc.asyncProperty(change, async (where) => {
      const { problems } = await verifyConsentChain(changed(texts, where), { recordKeys });
      expect(problems[0]).toMatchObject({
        code: 'signature_invalid',
        position: (where.which % texts.length) + 1,
      });
    }),
    runs,
  );
});

it('finds any changed byte of a ledger, and names the block', async () => {
  await fc.assert(
    fc.asyncProperty(change, async (where) => {
      const { problems } = await verifyLedger(changed(blocks, where), { recordKeys });
      expect(problems[0]).toMatchObject({
        code: 'signature_invalid',
        blockNumber: (where.which % blocks.length) + 1,
      });
    }),
    runs,
  );
});

it("finds any two of a consent's texts in each other's place, and any that is missing before the last", async () => {
  const places = fc.uniqueArray(fc.nat({ max: texts.length - 1 }), { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(places, async ([one = 0, other = 0]) => {
      const swapped = texts.with(one, texts[other] ?? '').with(other, texts[one] ?? '');
      expect((await verifyConsentChain(swapped, { recordKeys })).problems).not.toEqual([]);
      const without = texts.toSpliced(Math.min(one, other), 1);
      expect((await verifyConsentChain(without, { recordKeys })).problems).not.toEqual([]);
    }),
  );
});
