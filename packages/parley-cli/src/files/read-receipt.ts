import { WrongUse } from '../command/wrong-use.ts';
import { readText } from './read-text.ts';
import { placeIn, type SignedText } from './signed-text.ts';

export interface ReceiptFile extends SignedText {
  /** What stands beside the receipt, as the SDK keeps it or a gateway's answer has it. */
  readonly stated: Readonly<Record<string, unknown>>;
}

/** The receipt in a file: the signed text alone, or JSON as the SDK's stores and a gateway's answers have it. @throws {WrongUse} */
export async function readReceipt(file: string): Promise<ReceiptFile> {
  if (file.endsWith('.ttl'))
    throw new WrongUse(
      `${file} is a file of a pod: 'parley consent show' and 'parley ledger verify' read it.`,
    );
  const content = await readText(file);
  return { ...placeIn(file, content, receiptIn(content)), stated: objectIn(content) };
}

/** Whatever the text is, it is one candidate: what is no receipt does not verify. */
export function receiptIn(content: string): string {
  const text = content.trim();
  if (!text.startsWith('{')) return text;
  const { receipt } = objectIn(text);
  return typeof receipt === 'string' ? receipt : '';
}

function objectIn(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
