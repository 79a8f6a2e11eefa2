import { expect, it } from 'vitest';
import type { Figure } from '../figure.ts';
import { pictureOf } from './picture.ts';
import { tableOf } from './table.ts';

const figures: Figure[] = [
  { row: 'warm-read', what: 'throughput', unit: '/s', value: 3210.4, spread: { min: 3000.2, max: 3300 } },
  { row: 'warm-read', what: 'a / b', unit: 'x', value: 36.123, target: { atLeast: 35 } },
  { row: 'stops', what: 'p99 < a second', unit: 'ms', value: 1200, target: { atMost: 1000 } },
  { row: 'stops', what: 'reads after a stop', unit: 'reads', value: 0, target: { atMost: 0 } },
  { row: 'soak', what: 'growth', unit: 'MB', value: -2, target: { atMost: 10 } },
  { row: 'processes', what: 'two', unit: 'x', value: 1, target: { atLeast: 1.7 }, undecidable: '2 cores' },
];

it('lays out figures by row, with target and verdict', () => {
  expect(tableOf(figures)).toBe(
    `
                      middle  smallest – largest      target  verdict

warm-read
throughput          3,210 /s       3,000 – 3,300
a / b                 36.1 ×                          ≥ 35 ×  reached

stops
p99 < a second      1,200 ms                      ≤ 1,000 ms  missed
reads after a stop   0 reads                       ≤ 0 reads  reached

soak
growth                 -2 MB                         ≤ 10 MB  reached

processes
two                      1 ×                        ≥ 1.70 ×  not decidable here (2 cores)`.slice(1),
  );
});

it('draws what has a target, as text that a reader of images gets too', () => {
  const picture = pictureOf({ figures, title: 'Against its targets', machine: '2 x "fast" & small' });
  expect(picture).toContain('36.1 ×, ≥ 35 ×: reached');
  expect(picture).toContain('p99 &lt; a second: 1,200 ms, missed');
  expect(picture).toContain('2 x &quot;fast&quot; &amp; small');
  expect(picture).not.toContain('throughput');
  expect(picture).not.toMatch(/NaN|Infinity|undefined/);
});
