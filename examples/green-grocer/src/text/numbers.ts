// Prices, days and lengths of time, as the shop says them.

const price = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

export const inEuros = (cents: number): string => price.format(cents / 100);

/** An instant as a day; what is none stands as it is. */
export const asDay = (instant: string): string => formatted(instant, (at) => day.format(at));

export const asMoment = (instant: string): string => formatted(instant, (at) => `${moment.format(at)} UTC`);

function formatted(instant: string, format: (at: Date) => string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : format(at);
}

/** `P7D` as "7 days"; a duration of another form stands as it is. */
export function asLength(duration: string): string {
  const [, count = '', unit = ''] = /^P(\d+)([DMY])$/.exec(duration) ?? [];
  const name = { D: 'day', M: 'month', Y: 'year' }[unit];
  return name === undefined ? duration : `${count} ${name}${count === '1' ? '' : 's'}`;
}
