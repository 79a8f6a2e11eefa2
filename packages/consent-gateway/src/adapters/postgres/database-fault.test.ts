import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../gateway-error.ts';
import { isTransient, orUnavailable } from './database-fault.ts';

const failing = (error: unknown) => orUnavailable(() => Promise.reject(error));
const coded = (code: string) => Object.assign(new Error('what the driver says'), { code });

describe('an error of the database', () => {
  it.each([
    '57014',
    '57P01',
    '57P03',
    '53300',
    '08006',
    '55P03',
    '40001',
    '40P01',
    '25006',
    '58030',
    'ECONNREFUSED',
    'ETIMEDOUT',
  ])('that passes by itself says so to the caller: %s', async (code) => {
    const error = coded(code);
    await expect(failing(error)).rejects.toMatchObject({
      code: 'temporarily_unavailable',
      retryAfterSeconds: 2,
      cause: error,
    });
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Query read timeout',
  ])('that has no code is known by its text: %s', async (message) => {
    await expect(failing(new Error(message))).rejects.toBeInstanceOf(GatewayError);
  });

  it('is known among several addresses that were tried', async () => {
    await expect(failing(new AggregateError([coded('ECONNREFUSED')]))).rejects.toBeInstanceOf(GatewayError);
  });

  it.each([coded('23505'), coded('22021'), new Error('ours'), 'no error at all'])(
    'of another kind stays what it is',
    async (error) => {
      await expect(failing(error)).rejects.toBe(error);
    },
  );

  it('is worth another try at once only where others were in the way', () => {
    expect(['40001', '40P01', '57014'].map((code) => isTransient(coded(code)))).toEqual([true, true, false]);
  });
});
