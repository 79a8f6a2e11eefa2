const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/;
const UNITS = ['year', 'month', 'day'] as const;

/** An ISO 8601 duration as a person says it. @example inWords('P1Y6M', 'en') // '1 year and 6 months' */
export function inWords(duration: string, locale: string): string {
  const [, ...counts] = PARTS.exec(duration) ?? [];
  const parts = UNITS.flatMap((unit, at) => {
    const count = Number(counts[at] ?? 0);
    if (count === 0 && !(unit === 'day' && counts.every((each) => Number(each ?? 0) === 0))) return [];
    return [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)];
  });
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
