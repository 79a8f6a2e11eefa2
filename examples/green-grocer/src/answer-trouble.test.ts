import { VendorSdkError, vendorSdkErrorCodes } from '@parley/vendor-sdk';
import { expect, it } from 'vitest';
import { troubleOf } from './answer-trouble.ts';

it.each(vendorSdkErrorCodes)('%s is one clear sentence, and not that of the developers', (code) => {
  const { text, title } = troubleOf(new VendorSdkError(code, { detail: 'hidden' }));
  expect(title).not.toBe('');
  expect(text).toHaveLength(1);
  expect(text[0]).toMatch(/^[A-Z][^.]*[a-z]\.$/);
  expect(text[0]).not.toContain('hidden');
});

it('tells nothing of what else went wrong', () => {
  expect(troubleOf(new Error('secret'))).toEqual({
    status: 500,
    title: 'Something went wrong on our side',
    text: ['It is not your doing. Please try again.'],
  });
  expect(troubleOf(undefined).status).toBe(500);
  expect(troubleOf({ status: 413 })).toMatchObject({ status: 413, title: 'That did not fit the form' });
});
