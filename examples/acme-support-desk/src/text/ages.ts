const STEPS = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [Number.POSITIVE_INFINITY, 'day'],
] as const;

/** `7200` as `2 hours`: in the largest unit that fits. */
export function durationInWords(seconds: number): string {
  let amount = Math.max(0, seconds);
  for (const [size, unit] of STEPS) {
    const whole = Math.floor(amount);
    if (amount < size) return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
    amount /= size;
  }
  return '';
}

/** How long ago an instant was. `undefined` for what is no instant. */
export function ageInWords(instant: string | undefined, now: Date): string | undefined {
  const at = Date.parse(instant ?? '');
  return Number.isNaN(at) ? undefined : durationInWords((now.getTime() - at) / 1_000);
}
