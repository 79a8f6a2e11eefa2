import { expect, it } from 'vitest';
import type { GatewayClient } from '../../../gateway/gateway-client.ts';
import { readCompanyNames } from './read-company-names.ts';

type Consents = Awaited<ReturnType<GatewayClient['consents']>>;

const pageOf = (name: string, nextCursor?: string): Consents => {
  const vendor = { vendorId: `https://${name}.example/client`, name };
  return { items: [{ vendor } as Consents['items'][number]], nextCursor };
};

it('knows the companies of every page by their names, and others by their hosts', async () => {
  const pages = [pageOf('Acme', '1'), pageOf('Globex')];
  const consents: GatewayClient['consents'] = async ({ cursor = '0' } = {}) => pages[Number(cursor)]!;
  const nameOf = await readCompanyNames({ consents }, new AbortController().signal);
  const ids = [
    'https://Acme.example/client',
    'https://Globex.example/client',
    'https://other.example/client',
  ];
  expect(ids.map(nameOf)).toEqual(['Acme', 'Globex', 'other.example']);
});

it('goes no further once it is stopped', async () => {
  const stopping = new AbortController();
  const consents: GatewayClient['consents'] = async () => {
    stopping.abort();
    return pageOf('Acme', 'more');
  };
  await expect(readCompanyNames({ consents }, stopping.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
