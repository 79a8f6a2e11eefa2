import { type KnownVendor, newId, type VendorView } from '@parley/protocol';
import { plainWords } from '../../../design/plain-words.ts';
import { webAddress } from '../../requests/who/company-name.ts';

export const LONGEST_NAME = 80;

/** The entry of a company that has asked, as it calls itself. */
export function newEntryOf(vendor: VendorView): KnownVendor {
  const site = webAddress(vendor.site)?.href;
  return {
    id: newId('item'),
    name: [...plainWords(vendor.name)].slice(0, LONGEST_NAME).join('') || vendor.vendorId,
    clientId: vendor.vendorId,
    circles: [],
    ...(site === undefined ? {} : { site }),
  };
}

/** The address of a site as somebody types it. `undefined`: it is none. */
export function siteOf(typed: string): string | undefined {
  const text = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = webAddress(whole);
  const isNamed = url !== undefined && (url.hostname.includes('.') || url.hostname === 'localhost');
  const isPlain = isNamed && url.username === '' && url.password === '' && url.href.length <= 200;
  return isPlain ? url.href : undefined;
}
