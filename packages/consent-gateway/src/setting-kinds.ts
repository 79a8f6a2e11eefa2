import { z } from 'zod';

// What settings are made of.

export const isWebAddress = (url: URL): boolean =>
  /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.hash === '';

export const origin = z
  .url()
  .transform((text) => new URL(text))
  .refine(
    (url) => isWebAddress(url) && url.pathname === '/' && url.search === '',
    'an http or https origin without a path',
  )
  .transform((url) => url.origin);

export const port = z.coerce.number().int().min(0).max(65_535);
export const count = z.coerce.number().int().min(1).max(10_000_000);
export const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((part) => part !== ''));

export const webAddress = z
  .url()
  .refine((text) => URL.canParse(text) && isWebAddress(new URL(text)), 'an http or https address');

const LOOPBACK = /^(?:(?:.+\.)?localhost|127\.0\.0\.1|\[::1\])$/;
export const isLoopback = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

/** A setting is missing or wrong. The message names it and says what it takes; never the value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
