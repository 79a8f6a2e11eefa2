import { expect, it } from 'vitest';
import { mailTo } from './mail-to.ts';

const mail = { subject: 'A & B?', body: 'Why?\r\nBcc: all@there.example' };

it('writes the whole question into the body', () => {
  expect(mailTo('help@acme.example', mail)).toBe(
    'mailto:help%40acme.example?subject=A%20%26%20B%3F&body=Why%3F%0D%0ABcc%3A%20all%40there.example',
  );
});

it.each(['', 'help', 'a@b?cc=c@d', 'a@b,c@d', 'a@b\nBcc: c@d', 'javascript:alert(1)@x', '<a@b>'])(
  'makes no link of %j',
  (address) => {
    expect(mailTo(address, mail)).toBeUndefined();
  },
);
