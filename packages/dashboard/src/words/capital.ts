/** The words as they stand at the beginning of a line. */
export const capital = (words: string): string =>
  words.replace(/^\p{Ll}/u, (first) => first.toLocaleUpperCase());
