import { PodError } from '@parley/pod-client';
import { problems } from '@parley/protocol';
import { expect, it } from 'vitest';
import { de } from '../words/de.ts';
import { en } from '../words/en.ts';
import { GatewayProblem, problemIn } from './problem.ts';
import { problemWords } from './problem-words.ts';

it('has words for every problem of the gateway and for what is not foreseen', () => {
  for (const words of [en, de]) {
    for (const code of Object.keys(problems)) {
      const text = problemWords(new GatewayProblem(code as keyof typeof problems), words.problems);
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/vendor|token|owner/i);
    }
    expect(problemWords(new TypeError('x'), words.problems)).toBe(words.problems.unknown);
  }
});

it('tells a pod that is down from one that refuses, and an ended sign-in from both', () => {
  expect(problemWords(new PodError('unavailable'), en.problems)).toBe(en.problems.pod_down);
  expect(problemWords(new PodError('access_denied', { status: 403 }), en.problems)).toBe(
    en.problems.elsewhere,
  );
  expect(problemWords(new PodError('access_denied', { status: 401 }), en.problems)).toBe(
    en.problems.signed_out,
  );
  expect(problemWords(new GatewayProblem('invalid_token'), en.problems)).toBe(en.problems.signed_out);
});

it('keeps the reference of a problem, and takes any other answer for a fault of the gateway', async () => {
  const body = { type: 't', title: 't', status: 409, detail: 'd', instance: 'urn:uuid:7', code: 'conflict' };
  expect(await problemIn(Response.json(body, { status: 409 }))).toMatchObject({
    code: 'conflict',
    reference: '7',
  });
  expect(await problemIn(new Response('<html>', { status: 502 }))).toMatchObject({ code: 'internal_error' });
});
