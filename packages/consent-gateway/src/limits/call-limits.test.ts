import { expect, it } from 'vitest';
import { createCallLimits } from './call-limits.ts';

const generous = { maxCalls: 1_000, callsPerAddress: 1_000, callsPerVendor: 1_000, callsPerOwner: 1_000 };
const limitsOf = (settings: Partial<typeof generous>) =>
  createCallLimits({ settings: { ...generous, ...settings }, nowMs: () => 0 });
const calls = (count: number) => Array.from({ length: count }, () => ({}));

it('has an address pay for calls that nobody has proven to make', () => {
  const limits = limitsOf({ callsPerAddress: 2 });
  for (const call of calls(2)) {
    expect(limits.begin(call, '1.2.3.4')).toBeUndefined();
    limits.end(call);
  }
  expect(limits.begin({}, '1.2.3.4')).toEqual({ code: 'too_many_requests', retryAfterSeconds: 30 });
  expect(limits.begin({}, '1.2.3.5')).toBeUndefined();
});

it('has a proven caller pay alone: a busy vendor uses up nothing of a shared address', () => {
  const limits = limitsOf({ callsPerAddress: 1, callsPerVendor: 3 });
  const answers = calls(4).map((call) => {
    expect(limits.begin(call, '1.2.3.4')).toBeUndefined();
    const refusal = limits.admit('vendor', call, 'acme');
    limits.end(call);
    return refusal?.code;
  });
  expect(answers).toEqual([undefined, undefined, undefined, 'too_many_requests']);
});

it('counts a call once, however often its caller is proven, and vendors and owners apart', () => {
  const limits = limitsOf({ callsPerVendor: 1, callsPerOwner: 1 });
  const [first = {}, second = {}] = calls(2);
  limits.begin(first, 'a');
  expect([limits.admit('vendor', first, 'x'), limits.admit('vendor', first, 'x')]).toEqual([
    undefined,
    undefined,
  ]);
  limits.begin(second, 'a');
  expect(limits.admit('owner', second, 'x')).toBeUndefined();
});

it('leaves room for others, whatever one vendor has under way, from however many addresses', () => {
  const limits = limitsOf({ maxCalls: 20 });
  const flood = calls(20).map((call, index) => {
    const begun = limits.begin(call, `10.0.0.${index}`);
    const refusal = begun ?? limits.admit('vendor', call, 'flooding');
    // Refused: its answer is out at once.
    if (refusal !== undefined) limits.end(call);
    return refusal;
  });
  expect(flood.filter((refusal) => refusal === undefined)).toHaveLength(2);
  expect(flood.at(-1)).toEqual({ code: 'too_many_requests', retryAfterSeconds: 1 });
  const other = {};
  expect(limits.begin(other, '10.1.1.1') ?? limits.admit('vendor', other, 'quiet')).toBeUndefined();
});

it('leaves room for others, whatever one address has under way', () => {
  const limits = limitsOf({ maxCalls: 4 });
  const [first = {}] = calls(1);
  expect(limits.begin(first, 'a')).toBeUndefined();
  expect(limits.begin({}, 'a')).toBeUndefined();
  expect(limits.begin({}, 'a')).toEqual({ code: 'too_many_requests', retryAfterSeconds: 1 });
  expect([limits.begin({}, 'b'), limits.begin({}, 'c')]).toEqual([undefined, undefined]);
  expect(limits.begin({}, 'd')).toEqual({ code: 'temporarily_unavailable', retryAfterSeconds: 1 });
  limits.end(first);
  limits.end(first);
  expect(limits.begin({}, 'd')).toBeUndefined();
  expect(limits.begin({}, 'e')).toMatchObject({ code: 'temporarily_unavailable' });
});

it('remembers a bounded number of callers, and nothing of a call that is over', () => {
  const limits = limitsOf({});
  for (let caller = 0; caller < 31_000; caller += 1) {
    const call = {};
    limits.begin(call, `address ${caller}`);
    limits.admit('vendor', call, `vendor ${caller}`);
    limits.end(call);
  }
  expect(limits.counts()).toEqual({ address: 30_000, vendor: 30_000, owner: 0, calls: 0 });
});

it('admits nobody for a call that it has not seen begin', () => {
  expect(() => limitsOf({}).admit('vendor', {}, 'acme')).toThrow(TypeError);
});
