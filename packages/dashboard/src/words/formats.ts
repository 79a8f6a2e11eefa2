import { useMemo } from 'react';
import { useLocale } from './locale.tsx';

/** Dates and numbers as the person is used to them, in the own time zone. Instants are RFC 3339 texts. */
export interface Formats {
  day(instant: string): string;
  dayAndTime(instant: string): string;
  /** With the day of the week. */
  wholeDay(instant: string): string;
  time(instant: string): string;
  /** A day of the calendar, such as `2026-11-22`, wherever one is. */
  date(day: string): string;
  number(value: number): string;
  list(words: readonly string[]): string;
}

export function useFormats(): Formats {
  const { language } = useLocale();
  return useMemo(() => formatsOf(localeOf(language)), [language]);
}

export function formatsOf(locale: string, timeZone?: string): Formats {
  const zone = timeZone === undefined ? {} : { timeZone };
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', ...zone });
  const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  const wholeDay = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...zone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...zone });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    day: (instant) => day.format(new Date(instant)),
    dayAndTime: (instant) => dayAndTime.format(new Date(instant)),
    wholeDay: (instant) => wholeDay.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    date: (day) => date.format(new Date(day)),
    number: (value) => number.format(value),
    list: (words) => list.format(words),
  };
}

/** The browser's own variety of the language, such as en-GB, where it has one. */
const localeOf = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(language)) ?? language;
