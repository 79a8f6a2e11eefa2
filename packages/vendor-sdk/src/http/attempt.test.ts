import { expect, it } from 'vitest';
import { createAttempt, type Fetch } from './attempt.ts';

const origin = 'https://gateway.example';

function attemptWith(fetch: Fetch): ReturnType<typeof createAttempt> {
  return createAttempt({
    fetch,
    origin,
    signal: new AbortController().signal,
    timeoutMs: 1_000,
    secrets: [],
  });
}

it.each([
  'https://other.example/token',
  'http://gateway.example/token',
  'https://gateway.example:8443/token',
])('A34a sends nothing to %s, which is not the gateway', async (address) => {
  const sent: unknown[] = [];
  const attempt = attemptWith(async (input) => {
    sent.push(input);
    return new Response();
  });
  await expect(attempt.fetch(address, {})).rejects.toMatchObject({ code: 'invalid_response' });
  expect(attempt.fault()).toMatchObject({ code: 'invalid_response' });
  expect(sent).toEqual([]);
});

it('never follows a redirect, also where the platform hides it', async () => {
  const modes: unknown[] = [];
  const hidden = new Response();
  Object.defineProperty(hidden, 'type', { value: 'opaqueredirect' });
  const attempt = attemptWith(async (_input, init) => {
    modes.push(init?.redirect);
    return hidden;
  });
  await expect(attempt.fetch(`${origin}/token`, { redirect: 'follow' })).rejects.toMatchObject({
    code: 'invalid_response',
  });
  expect(modes).toEqual(['manual']);
});
