import type { Figure } from '../figure.ts';

const HUNDRED = 100;

/** Three digits that say something, or all of a large number. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (Number.isInteger(value)) return value.toLocaleString('en');
  if (Math.abs(value) >= HUNDRED) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}

export const valueText = ({ value, unit }: Pick<Figure, 'value' | 'unit'>): string =>
  `${numberText(value)} ${unit === 'x' ? '×' : unit}`;

export function spreadText({ spread }: Figure): string {
  return spread === undefined ? '' : `${numberText(spread.min)} – ${numberText(spread.max)}`;
}

export function targetText({ target, unit }: Figure): string {
  if (target === undefined) return '';
  const [sign, value] = 'atLeast' in target ? ['≥', target.atLeast] : ['≤', target.atMost];
  return `${sign} ${valueText({ value, unit })}`;
}
