import { plainWords } from '../../../design/plain-words.ts';

const MOST = 60;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const [ISOLATE, END] = ['\u2068', '\u2069'];

/** A company's name inside a sentence of ours: one line, not too long, and it turns nothing around it. */
export function companyName({ name }: { readonly name: string }): string {
  const text = [...plainWords(name)];
  const short = text.length > MOST ? `${text.slice(0, MOST).join('')}…` : text.join('');
  return RIGHT_TO_LEFT.test(short) ? `${ISOLATE}${short}${END}` : short;
}

const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

/** Whether a word of the name has letters of alphabets that look alike, so that it can pass for another name. */
export const mixesAlphabets = (name: string): boolean =>
  name.split(/\s+/).some((word) => ALPHABETS.filter((letters) => letters.test(word)).length > 1);

/** An address that may be a link. `undefined`: it is none. */
export function webAddress(text: string | undefined): URL | undefined {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : undefined;
}

/** The host of what the company is known by, in the letters that the network knows. */
export const hostOf = (vendor: { readonly clientHost?: string | undefined; readonly vendorId: string }) =>
  vendor.clientHost ?? webAddress(vendor.vendorId)?.host;
