import {
  isVendorSdkError,
  VendorSdkError,
  type VendorSdkErrorCode,
  vendorSdkErrorCodes,
} from '@parley/vendor-sdk';
import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

describe('what a visitor is told', () => {
  it.each<[VendorSdkErrorCode, number, string]>([
    ['access_denied', 200, 'Nothing was shared'],
    ['consent_withdrawn', 410, 'You have withdrawn your consent'],
    ['consent_expired', 410, 'Your consent has ended'],
    ['consent_revoked', 410, 'The consent was revoked'],
    ['read_limit', 429, 'Enough for today'],
    ['not_found', 404, 'There is nothing here'],
    ['consent_not_picked_up', 400, 'That took too long'],
    ['vendor_held', 503, 'Your gateway has put us on hold'],
    ['request_ended', 409, 'You have decided already'],
    ['state_mismatch', 400, 'This answer belongs to another visit'],
    ['network', 503, 'Your gateway does not answer'],
    ['temporarily_unavailable', 503, 'Your gateway does not answer'],
    ['receipt_mismatch', 500, 'Something went wrong on our side'],
  ])('after %s is %i, %s', (code, status, title) => {
    expect(troubleOf(new VendorSdkError(code))).toMatchObject({ status, title });
  });

  it('names the day on which a pause ends', () => {
    const until = troubleOf(new VendorSdkError('consent_paused', { resumesAt: '2026-12-03T00:00:00Z' }));
    expect(until.text.join()).toContain('Until 3 December 2026');
    expect(troubleOf(new VendorSdkError('consent_paused')).text.join()).toContain('Until you resume it');
  });

  it('names the day by which all of it is gone, or that it is, or that nothing has to be', () => {
    const deleteBy = '2026-12-24T00:00:00Z';
    const ended = new VendorSdkError('consent_withdrawn', { deleteBy });
    expect(troubleOf(ended).text.join()).toContain('deleted by 24 December 2026');
    expect(troubleOf(ended, { isReported: true }).text.join()).toContain('keep no copy of it');
    expect(troubleOf(new VendorSdkError('consent_expired')).text.join()).toContain('Nothing of it has');
  });

  it('says when to come back', () => {
    expect(troubleOf(new VendorSdkError('network')).retryAfterSeconds).toBe(30);
    const busy = new VendorSdkError('temporarily_unavailable', { retryAfterSeconds: 5 });
    expect(troubleOf(busy).retryAfterSeconds).toBe(5);
  });

  it('is something for every error, also for one that is none of the SDK', () => {
    const all = [
      ...vendorSdkErrorCodes.map((code) => new VendorSdkError(code)),
      new Error('x'),
      'x',
      undefined,
    ];
    for (const error of all) {
      expect(troubleOf(error).title).not.toBe('');
      expect(troubleOf(error).text.join()).not.toContain(
        isVendorSdkError(error) ? error.message : 'undefined',
      );
    }
  });
});
