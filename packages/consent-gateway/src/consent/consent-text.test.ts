import { describe, expect, it } from 'vitest';
import { testEntry } from '../testing/test-vendor.ts';
import { consentText } from './consent-text.ts';

const text = (...details: ReturnType<typeof testEntry>[]) => consentText({ vendorName: 'Acme', details });

describe('the words of a consent', () => {
  it('say who sees what, for what, until when, and what is promised', () => {
    expect(
      text(
        testEntry({
          filter: {
            issues: { addressee: 'anyone', states: ['open', 'answered'] },
            preferences: { topics: ['delivery'] },
          },
          access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D', maxReadsPerDay: 500 },
          recipients: ['Carrier Ltd', 'Repair Inc'],
          benefit: 'Faster repairs',
        }),
      ),
    ).toMatchInlineSnapshot(`
      "Acme may see, for “Customer care”:
      - Your preferences: what it is about, what you want, in your words, how much it matters (only these topics: delivery)
      - Your issues: the title, whether it is open or closed, the description (also those addressed to other companies; only in these states: open, answered)
      Until 2027-02-22, nothing older than P90D, at most 500 reads a day.
      It promises to keep it for P30D in EU, and then to delete it.
      It passes it to: Carrier Ltd, Repair Inc.
      It says you get: Faster repairs"
    `);
  });

  it('are fewer where less is said', () => {
    expect(
      text(testEntry({ datatypes: ['issues'], filter: { issues: { addressee: 'requester' } } })),
    ).toMatchInlineSnapshot(`
      "Acme may see, for “Customer care”:
      - Your issues: the title, whether it is open or closed, the description (only those addressed to it)
      Until 2027-02-22.
      It promises to keep it for P30D in EU, and then to delete it.
      It promises to pass it to nobody."
    `);
  });

  it('stand one entry after the other', () => {
    const marketing = testEntry({ purpose: 'https://w3id.org/dpv#DirectMarketing' });
    const [first, second, ...more] = text(testEntry(), marketing).split('\n\n');
    expect(first).toBe(text(testEntry()));
    expect(second).toMatch(/^Acme may see, for “Advertising sent to you”:\n/);
    expect(more).toEqual([]);
  });

  it('change with every part of what is approved', () => {
    const entries = [
      testEntry(),
      testEntry({ purpose: 'https://w3id.org/dpv#DirectMarketing' }),
      testEntry({ datatypes: ['issues'] }),
      testEntry({ fields: { ...testEntry().fields, issues: { required: ['title'], optional: [] } } }),
      testEntry({ filter: { issues: { addressee: 'anyone' } } }),
      testEntry({ filter: { issues: { states: ['open'] } } }),
      testEntry({ access: { until: '2027-02-21T00:00:00Z' } }),
      testEntry({ access: { until: '2027-02-22T00:00:00Z', lookback: 'P90D' } }),
      testEntry({ access: { until: '2027-02-22T00:00:00Z', maxReadsPerDay: 1 } }),
      testEntry({ retention: { duration: 'P31D', location: 'EU', onEnd: 'delete' } }),
      testEntry({ retention: { duration: 'P30D', location: 'US', onEnd: 'delete' } }),
      testEntry({ retention: { duration: 'P30D', location: 'EU', onEnd: 'retain' } }),
      testEntry({ recipients: ['Carrier'] }),
      testEntry({ benefit: 'Faster repairs' }),
      testEntry({ actions: ['read', 'converse'] }),
      testEntry({ terms: 'SD-BASE' }),
    ];
    const texts = entries.map((entry) => text(entry));
    expect(texts.filter((each, at) => texts.indexOf(each) !== at)).toEqual([]);
  });
});
