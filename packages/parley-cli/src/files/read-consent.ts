import { isPodError, parseConsentDocument } from '@parley/pod-client';
import { receiptIn } from './read-receipt.ts';
import { readText } from './read-text.ts';
import { placeIn, type SignedText } from './signed-text.ts';

export interface ConsentFile {
  /** A file of a pod holds the whole chain; another may hold one receipt. */
  readonly isFromPod: boolean;
  /** Oldest first. */
  readonly texts: readonly SignedText[];
  /** It says somewhere, signed or not, that the consent has ended. */
  readonly saysEnded: boolean;
  /** Why nothing could be read. */
  readonly fault?: string;
}

const COPY = 'https://copy.invalid/consent.ttl';

/** The signed texts in a consent's file from a pod, or in a file with receipts, one a line. @throws {WrongUse} */
export async function readConsent(file: string): Promise<ConsentFile> {
  const content = await readText(file);
  if (!isTurtle(file, content)) {
    const texts = content.trim().startsWith('{') ? [receiptIn(content)] : linesOf(content);
    return { isFromPod: false, texts: texts.map((jws) => placeIn(file, content, jws)), saysEnded: false };
  }
  try {
    const { jws, saysEnded } = parseConsentDocument(content, COPY);
    return { isFromPod: true, texts: jws.map((each) => placeIn(file, content, each)), saysEnded };
  } catch (fault) {
    if (!isPodError(fault)) throw fault;
    return { isFromPod: true, texts: [], saysEnded: false, fault: 'it cannot be read as a Turtle document' };
  }
}

/** By its name, or because no signed text begins like this. */
export function isTurtle(file: string, content: string): boolean {
  return file.endsWith('.ttl') || /^\s*(@prefix|@base|PREFIX|BASE|<|#)/i.test(content);
}

export function linesOf(content: string): string[] {
  return content.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}
