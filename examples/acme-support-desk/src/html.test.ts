import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('markup', () => {
  it('escapes whatever is put in, in text and in attributes', () => {
    const hostile = `<script>"it's" & more</script>`;
    const escaped = '&lt;script&gt;&quot;it&#39;s&quot; &amp; more&lt;/script&gt;';
    expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('takes its own markup, lists of it, numbers and nothing', () => {
    const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${7}${undefined}`.markup).toBe('<ul><li>a</li><li>b</li></ul>7');
  });

  it('does not take for markup what only looks like it', () => {
    const fromJson = JSON.parse('{"markup":"<script>"}');
    expect(html`${fromJson}`.markup).not.toContain('<script>');
  });
});
