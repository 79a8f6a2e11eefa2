import { expect, it } from 'vitest';
import { readReplyForm } from './read-reply-form.ts';

it('takes text, proposal and key, with the line ends of plain text', () => {
  const form = { key: 'k', content: ' One\r\ntwo ', proposes: 'fixed' };
  expect(readReplyForm(form)).toEqual({ key: 'k', content: 'One\ntwo', proposes: 'fixed' });
});

it('takes nothing for what is missing or is no proposal', () => {
  for (const form of [undefined, {}, { content: ['a'], key: 1, proposes: 'closed' }])
    expect(readReplyForm(form)).toEqual({ key: '', content: '' });
});
