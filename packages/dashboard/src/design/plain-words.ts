// C0 and C1 controls, direction marks and overrides, zero-width characters, byte order mark; and white space of any length.
const UNWANTED = /[\s\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** What somebody else wrote, without the characters that would rearrange the page or hide something in it. */
export const plainWords = (text: string): string => text.replace(UNWANTED, ' ').trim();
