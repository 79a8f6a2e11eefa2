import { expect, it } from 'vitest';
import { bindingMessageSchema } from './backchannel-request.ts';
import { createInvitationRequestSchema } from './owner-api/invitations.ts';
import { silenceRequestSchema } from './owner-api/silences.ts';

it.each([
  ['Order 4711', true],
  ['Ünternehmen Ωμέγα, Nr. 5: #3/7-a', true],
  ['a'.repeat(40), true],
  ['', false],
  [' Order', false],
  ['a'.repeat(41), false],
  ['<b>Order</b>', false],
  ['Order\n4711', false],
  ['Order\u202e4711', false],
  ['Order & more', false],
  ['https://evil.example?x', false],
])('%j as a binding message: %s', (message, isGood) => {
  expect(bindingMessageSchema.safeParse(message).success).toBe(isGood);
});

const expiresAt = '2026-12-01T00:00:00Z';
it.each<[object, boolean]>([
  [{ vendorId: 'acme', expiresAt }, true],
  [{ site: 'https://acme.example', expiresAt, note: 'For the router', issueId: 'router' }, true],
  [{ expiresAt }, false],
  [{ vendorId: 'acme', site: 'https://acme.example', expiresAt }, false],
  [{ site: 'javascript:alert(1)', expiresAt }, false],
  [{ vendorId: 'acme' }, false],
  [{ vendorId: 'acme', expiresAt, note: 'two\nlines' }, false],
  [{ vendorId: 'acme', expiresAt, more: true }, false],
])('%j as an invitation: %s', (asked, isGood) => {
  expect(createInvitationRequestSchema.safeParse(asked).success).toBe(isGood);
});

it.each([
  [0, true],
  [365, true],
  [-1, false],
  [366, false],
  [1.5, false],
])('a silence of %d days: %s', (days, isGood) => {
  expect(silenceRequestSchema.safeParse({ vendorId: 'acme', days }).success).toBe(isGood);
});
