import { WrongUse } from '../command/wrong-use.ts';
import { readText } from './read-text.ts';
import { placeIn, type SignedText } from './signed-text.ts';

/** The receipt in a file: the signed text alone, or JSON as the SDK's stores and a gateway's answers have it. @throws {WrongUse} */
export async function readReceipt(file: string): Promise<SignedText> {
  if (file.endsWith('.ttl'))
    throw new WrongUse(
      `${file} is a file of a pod: 'parley consent show' and 'parley ledger verify' read it.`,
    );
  const content = await readText(file);
  return placeIn(file, content, receiptIn(content));
}

/** Whatever the text is, it is one candidate: what is no receipt does not verify. */
export function receiptIn(content: string): string {
  const text = content.trim();
  if (!text.startsWith('{')) return text;
  try {
    const value: unknown = JSON.parse(text);
    const receipt = typeof value === 'object' && value !== null && 'receipt' in value ? value.receipt : '';
    return typeof receipt === 'string' ? receipt : '';
  } catch {
    return '';
  }
}
