import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

const shown = (text: string): string => html`${text}`.text;

describe('html', () => {
  it('escapes what is put in, and nothing that it made itself', () => {
    const bold = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${`"'`}">${bold} &amp; ${'&'}</p>`.text).toBe(
      '<p title="&quot;&#39;"><b>&lt;i&gt;</b> &amp; &amp;</p>',
    );
  });

  it('takes lists of its own, numbers, and nothing at all', () => {
    expect(html`${[html`<i></i>`, html`<b></b>`]}|${0}|${undefined}|${false}|${''}`.text).toBe(
      '<i></i><b></b>|0|||',
    );
  });

  it('has no markup where there is none', () => expect(html`plain`.text).toBe('plain'));

  it.each([
    ['a script', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['the end of an attribute', '" onload="x', '&quot; onload=&quot;x'],
    ['a comment', '<!-- -->', '&lt;!-- --&gt;'],
    ['an entity', '&lt;', '&amp;lt;'],
    ['a right-to-left override', 'Acme\u202eknaB', 'Acme knaB'],
    ['a right-to-left mark', 'Acme\u200fBank', 'Acme Bank'],
    ['isolates', '\u2067Acme\u2069', ' Acme '],
    ['a zero-width space', 'Ac\u200bme', 'Ac me'],
    ['a byte order mark', '\ufeffAcme', ' Acme'],
    ['a line end', 'Acme\r\nBank', 'Acme  Bank'],
    ['a line separator', 'Acme\u2028Bank', 'Acme Bank'],
    ['a null and an escape', '\0\u001b[31m', '  [31m'],
    ['a C1 control', 'Acme\u0085Bank', 'Acme Bank'],
    ['letters of any script', 'אבג アクメ 👩‍🔧'.replace('\u200d', ''), 'אבג アクメ 👩🔧'],
  ])('shows %s as harmless text', (_what, text, expected) => expect(shown(text)).toBe(expected));

  it('cuts 10,000 characters to 1,000, and says that it did', () => {
    expect(shown('a'.repeat(10_000))).toBe(`${'a'.repeat(1_000)}…`);
    expect(shown('a'.repeat(1_000))).toBe('a'.repeat(1_000));
  });

  it('never cuts a character in two, nor an escape', () => {
    expect(shown(`a${'💙'.repeat(1_000)}`)).toBe(`a${'💙'.repeat(499)}…`);
    expect(shown('&'.repeat(2_000))).toBe(`${'&amp;'.repeat(1_000)}…`);
  });

  it('lets no text begin or end a tag or an attribute, whatever it is', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'a', '=', '\u202e', '\0', '`'),
    });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        expect(shown(text)).toMatch(/^[^<>"'\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/u);
      }),
    );
  });
});
