// What a person reads. Calm: one line a step, aligned; colours only where a terminal shows them.

import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export interface Screen {
  /** A step of the start, with the seconds since the beginning. */
  step(text: string): void;
  heading(text: string, aside?: string): void;
  line(text?: string): void;
  /** Rows in aligned columns, the last one wrapped at spaces that may break. */
  rows(rows: readonly (readonly string[])[]): void;
  note(text: string): void;
  /** To be copied: never wrapped. */
  command(text: string): void;
  strong(text: string): string;
  good(text: string): string;
  soft(text: string): string;
}

export interface ScreenOptions {
  out: NodeJS.WriteStream;
  now?: () => number;
}

const WIDTH = 88;
const NARROWEST = 60;
const INDENT = '   ';

export function createScreen({ out, now = () => performance.now() }: ScreenOptions): Screen {
  const startedAt = now();
  const width = Math.max(NARROWEST, Math.min(out.columns ?? WIDTH, WIDTH)) - INDENT.length;
  const styled = (style: Style, text: string): string => styleText(style, text, { stream: out });
  const line = (text = ''): void => void out.write(`${text}\n`);
  return {
    line,
    step: (text) => {
      const seconds = ((now() - startedAt) / 1000).toFixed(1).padStart(6);
      line(`${styled('dim', `${seconds} s`)}  ${text}`);
    },
    heading: (text, aside = '') => {
      line(`\n${styled('bold', text)}${aside === '' ? '' : `  ${styled('dim', aside)}`}`);
    },
    rows: (rows) => {
      for (const row of aligned(rows, width)) line(INDENT + row.replaceAll('\u00a0', ' '));
    },
    note: (text) => {
      for (const row of wrapped(text, width)) line(INDENT + styled('dim', row));
    },
    command: (text) => line(INDENT + text),
    strong: (text) => styled('bold', text),
    good: (text) => styled('green', text),
    soft: (text) => styled('dim', text),
  };
}

function aligned(rows: readonly (readonly string[])[], width: number): string[] {
  const columns = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => shownLength(at < row.length - 1 ? (row[at] ?? '') : ''))),
  );
  return rows.flatMap((row) => {
    const before = widths
      .map((width, at) => pad(at < row.length - 1 ? (row[at] ?? '') : '', width))
      .join('  ');
    const [first = '', ...more] = wrapped(row.at(-1) ?? '', width - shownLength(before) - 2);
    const hanging = ' '.repeat(shownLength(before) + 2);
    return [`${before}  ${first}`.trimEnd(), ...more.map((rest) => hanging + rest)];
  });
}

/** Words in lines; a word longer than a line has one of its own. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && shownLength(last) + 1 + shownLength(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

const pad = (text: string, width: number): string => text + ' '.repeat(width - shownLength(text));

/** Without the escapes that colour it. */
function shownLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for.
  return text.replaceAll(/\u001b\[\d+m/g, '').length;
}
