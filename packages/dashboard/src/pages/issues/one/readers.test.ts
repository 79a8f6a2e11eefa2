import type { ConsentView } from '@parley/protocol';
import { expect, it } from 'vitest';
import { readersOf } from './readers.ts';

const consent = (
  vendorId: string,
  parts: { status?: ConsentView['status']; datatypes?: string[]; addressee?: string; held?: boolean } = {},
) =>
  ({
    status: parts.status ?? 'given',
    vendor: { vendorId, held: parts.held ?? false },
    details: [
      {
        datatypes: parts.datatypes ?? ['issues'],
        filter: parts.addressee === undefined ? {} : { issues: { addressee: parts.addressee } },
      },
    ],
  }) as unknown as ConsentView;
const vendor = (id: string, circles: string[] = []) => ({ id, name: id, clientId: `c-${id}`, circles });
const known = { vendors: [vendor('acme'), vendor('globex', ['shops']), vendor('initech', ['shops'])] };
const readsOf = (...[audience, consents]: [Parameters<typeof readersOf>[0], ConsentView[]]) => {
  const { addressed, others } = readersOf(audience, known, consents);
  return [Object.fromEntries(addressed.map((each) => [each.vendor.id, each.reads])), others];
};

it('tells whom it is for from what is shared', () => {
  expect(readsOf(['acme'], [])).toEqual([{ acme: 'no' }, 0]);
  expect(readsOf(['acme'], [consent('c-acme', { datatypes: ['contact'] })])).toEqual([{ acme: 'no' }, 0]);
  expect(readsOf(['acme'], [consent('c-acme', { status: 'withdrawn' })])).toEqual([{ acme: 'no' }, 0]);
  expect(readsOf(['acme'], [consent('c-acme', { status: 'paused' })])).toEqual([{ acme: 'paused' }, 0]);
  expect(readsOf(['acme'], [consent('c-acme', { held: true })])).toEqual([{ acme: 'paused' }, 0]);
  expect(readsOf(['acme'], [consent('c-acme', { status: 'paused' }), consent('c-acme')])).toEqual([
    { acme: 'yes' },
    0,
  ]);
});

it('knows the companies of a circle, and one that nobody listed', () => {
  expect(readsOf(['shops'], [consent('c-initech')])).toEqual([{ globex: 'no', initech: 'yes' }, 0]);
  expect(readsOf(['acme'], [consent('c-stranger')])).toEqual([{ acme: 'no' }, 0]);
  expect(readsOf([], [consent('c-acme')])).toEqual([{}, 0]);
});

it('counts each company once that reads what is for everyone, or for anyone', () => {
  const all = [consent('c-acme'), consent('c-acme'), consent('c-stranger')];
  expect(readsOf('everyone', all)).toEqual([{}, 2]);
  const anyone = [
    consent('c-acme', { addressee: 'anyone' }),
    consent('c-globex', { addressee: 'requester' }),
  ];
  expect(readsOf(['globex'], anyone)).toEqual([{ globex: 'yes' }, 1]);
  expect(readsOf([], anyone)).toEqual([{}, 1]);
});
