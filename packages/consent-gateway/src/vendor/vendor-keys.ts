import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import type { Vendor } from './vendor-directory.ts';

/** The keys that a vendor signs everything with, by their `kid`. */
export function vendorKeys(vendor: Vendor): ReturnType<typeof createLocalJWKSet> {
  return createLocalJWKSet((vendor.metadata['jwks'] ?? { keys: [] }) as JSONWebKeySet);
}
