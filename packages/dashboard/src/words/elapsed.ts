const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** So many seconds as a person says it, in the largest unit that fits, not more exact than it has to be. @example elapsed(5400, 'en') // '1.5 hours' */
export function elapsed(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(seconds / size);
}
