import { expect, it } from 'vitest';
import {
  type AttachmentMediaType,
  attachmentDisposition,
  attachmentMediaType,
  beginsLike,
} from './attachment.ts';

const bytes = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

it.each<[AttachmentMediaType, string]>([
  ['image/jpeg', '\xff\xd8\xff\xe0'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/webp', 'RIFF\x00\x01\n\x03WEBPVP8 '],
  ['image/gif', 'GIF89a'],
  ['application/pdf', '%PDF-1.7'],
  ['text/plain', 'It drops\n\tat nine < ten.'],
  ['text/plain', ''],
])('%s begins as it does', (mediaType, head) => {
  expect(beginsLike(mediaType, bytes(head))).toBe(true);
});

it.each<[AttachmentMediaType, string]>([
  ['image/jpeg', '<svg onload="alert(1)">'],
  ['image/jpeg', ''],
  ['image/png', '\xff\xd8\xff'],
  ['image/webp', 'RIFF\x00\x00\x00\x00WAVE'],
  ['application/pdf', ' %PDF-1.7'],
  ['text/plain', '<!doctype html>'],
  ['text/plain', '\xef\xbb\xbf\n <svg>'],
  ['text/plain', 'a\x00b'],
  ['text/plain', '%PDF-1.7'],
])('%s does not begin so: %j', (mediaType, head) => {
  expect(beginsLike(mediaType, bytes(head))).toBe(false);
});

it('takes types of the list alone, whatever stands beside them', () => {
  expect(attachmentMediaType('Image/JPEG; x=y')).toBe('image/jpeg');
  for (const other of ['image/svg+xml', 'text/html', 'text/plainer', '', null, undefined])
    expect(attachmentMediaType(other)).toBeUndefined();
});

it.each([
  [undefined, 'attachment'],
  ['the router’s back (1).jpg', "attachment; filename*=UTF-8''the%20router%E2%80%99s%20back%20%281%29.jpg"],
  ['a"; filename=b.html', "attachment; filename*=UTF-8''a%22%3B%20filename%3Db.html"],
  ["'*\r\nx: y", "attachment; filename*=UTF-8''%27%2A%0D%0Ax%3A%20y"],
])('the name %j turns nothing around it', (name, header) => {
  expect(attachmentDisposition(name)).toBe(header);
});
