import { dataAccessSchema } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { testAsker, testRequest } from '../testing/test-asking.ts';
import { testEntry } from '../testing/test-vendor.ts';
import { renderPage } from './page.ts';
import { type RequestPage, requestPage } from './request-page.ts';

const page = (changes: Partial<RequestPage> = {}): string =>
  requestPage({ request: testRequest(), vendor: testAsker, csrf: 'token', ...changes }).text;
const asking = (...details: ReturnType<typeof testEntry>[]): string =>
  page({ request: testRequest({ details }) });

/** What a person reads, without the tags. */
const words = (text: string): string =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const boxes = (text: string): string[][] =>
  [...text.matchAll(/name="field" value="([^"]*)" (checked)?/g)].map(([, value = '', checked = '']) => [
    value,
    checked,
  ]);

describe('the page of a request', () => {
  it('offers each field that is asked for, with what is needed ticked', () => {
    expect(boxes(page())).toEqual([
      ['0.preferences.topic', 'checked'],
      ['0.preferences.statement', 'checked'],
      ['0.preferences.strength', ''],
      ['0.issues.title', 'checked'],
      ['0.issues.state', 'checked'],
      ['0.issues.description', ''],
    ]);
  });

  it('keeps the entries apart', () => {
    const marketing = testEntry({ purpose: 'https://w3id.org/dpv#DirectMarketing', datatypes: ['issues'] });
    const text = asking(testEntry(), marketing);
    expect(words(text)).toMatch(/For: Customer care .* For: Advertising sent to you/);
    expect(boxes(text).at(-1)).toEqual(['1.issues.description', '']);
  });

  it('says everything that is approved, and tells what is enforced from what is promised', () => {
    const text = words(
      asking(
        testEntry({
          actions: ['read', 'subscribe', 'converse'],
          filter: {
            issues: { addressee: 'anyone', states: ['open', 'answered'] },
            preferences: { topics: ['delivery'] },
          },
          access: { until: '2027-02-22T00:00:00Z', lookback: 'P1Y2M1D', maxReadsPerDay: 500 },
          retention: { duration: 'P30D', location: 'EU', onEnd: 'deidentify' },
          recipients: ['Carrier Ltd', 'Repair Inc'],
          benefit: 'Faster repairs',
          terms: 'SD-BASE',
        }),
      ),
    );
    const [enforced = '', promised = ''] = text.split('What the company promises');
    expect(enforced).toContain('Until 22 February 2027');
    expect(enforced).toContain('Nothing older than 1 year, 2 months, 1 day before it asked');
    expect(enforced).toContain('At most 500 looks a day');
    expect(enforced).toContain('It may also be told when it changes');
    expect(enforced).toContain('It may also write messages into your issues, and begin some itself');
    expect(enforced).toContain('Your issues also those addressed to other companies');
    expect(enforced).toContain('only in these states: open, answered');
    expect(enforced).toContain('only these topics: delivery');
    expect(promised).toContain('Keeps it for 30 days, in EU; then it takes out what points to you');
    expect(promised).toContain('Passes it to Carrier Ltd, Repair Inc');
    expect(promised).toContain('Under the terms SD-BASE');
    expect(promised).toContain('You get Faster repairs');
  });

  it('says nobody where nobody gets it', () => expect(words(page())).toContain('Passes it to nobody'));

  it('shows all 20 recipients, however long their names are', () => {
    const recipients = Array.from({ length: 20 }, (_, at) => `${at}-`.padEnd(200, 'x'));
    const text = asking(testEntry({ recipients }));
    for (const each of recipients) expect(text).toContain(each);
  });

  it('says who stands for the company’s name', () => {
    expect(words(page())).toContain('it is who runs acme.example : nobody else has checked its name');
    expect(words(page({ vendor: { ...testAsker, knownBy: 'operator' } }))).toContain(
      'the operator of this gateway knows it',
    );
  });

  it('says what went wrong, and keeps the WebID that was typed', () => {
    const text = page({ problem: 'Nothing is ticked.', webId: 'https://ann.example/#me' });
    expect(text).toContain('<p class="warn" role="alert">Nothing is ticked.</p>');
    expect(text).toContain('name="webid" value="https://ann.example/#me"');
    expect(page()).not.toContain('role="alert"');
  });
});

describe('a hostile company', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '</fieldset></form><form action="https://evil.example">',
    'Acme\u202eknaB\u200f',
    'Acme\r\n\0\u001b\u0085Bank',
    `${'A'.repeat(9_999)}<b>`,
    'javascript:alert(1)',
  ];

  it.each(hostile)('named %j puts no tag, no attribute and no direction into the page', (name) => {
    const entry = testEntry({
      filter: { issues: { states: [name] }, preferences: { topics: [name] } },
      retention: { duration: 'P30D', location: name, onEnd: 'delete' },
      recipients: [name],
      benefit: name,
      terms: name,
    });
    const vendor = { ...testAsker, name, vendorId: name };
    const harmless = { ...testAsker, name: 'x', vendorId: 'x' };
    const text = page({
      request: testRequest({ details: [entry] }),
      vendor,
      webId: name,
      csrf: name,
      problem: name,
    });
    const plain = page({
      request: testRequest({
        details: [
          testEntry({
            ...entry,
            filter: { issues: { states: ['x'] }, preferences: { topics: ['x'] } },
            retention: { duration: 'P30D', location: 'x', onEnd: 'delete' },
            recipients: ['x'],
            benefit: 'x',
            terms: 'x',
          }),
        ],
      }),
      vendor: harmless,
      webId: 'x',
      csrf: 'x',
      problem: 'x',
    });
    const skeleton = (of: string): string[] =>
      (of.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(skeleton(text)).toEqual(skeleton(plain));
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e]/u);
    expect(text.length).toBeLessThan(20_000);
  });

  it('never gets past what is asked: its texts are refused or harmless', () => {
    for (const name of hostile.slice(4, 7))
      expect(dataAccessSchema.safeParse(testEntry({ benefit: name })).success).toBe(false);
  });
});

describe('a whole page', () => {
  const rendered = renderPage({
    title: 'May <Acme> see this?',
    gatewayName: 'Parley',
    body: requestPage({ request: testRequest(), vendor: testAsker, csrf: 't' }),
    local: false,
  });

  it('has no script, is never framed, and sends forms to https only', () => {
    expect(rendered.policy).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' https:; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(rendered.document).not.toMatch(/<script|javascript:| on\w+=/i);
  });

  it('has its title escaped', () => {
    expect(rendered.document).toContain('<title>May &lt;Acme&gt; see this? · Parley</title>');
  });

  it('on a laptop may send forms to loopback addresses too', () => {
    const local = renderPage({
      title: 't',
      gatewayName: 'g',
      body: requestPage({ request: testRequest(), vendor: testAsker, csrf: 't' }),
      local: true,
    });
    expect(local.policy).toContain("form-action 'self' https: http://localhost:* http://127.0.0.1:*;");
  });
});
