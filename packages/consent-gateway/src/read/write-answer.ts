import type { AnswerForm, ApprovedItem, DataCategory } from '@parley/protocol';
import { etagOf } from './etag.ts';

/** An answer as it would leave: nothing of it has left. */
export interface Answer {
  /** Text: the platform then writes it with its headers at once, not as two pieces. */
  readonly body: string;
  readonly byteLength: number;
  /** Of this form. */
  readonly etag: string;
  readonly itemCount: number;
  /** The cursor of the next page, where there is one. */
  readonly next?: string;
}

/** PORT: items in RDF, in the terms of their category, saying exactly what they say. */
export type Represent = (document: {
  readonly form: Exclude<AnswerForm, 'application/json'>;
  readonly category: DataCategory;
  readonly items: readonly ApprovedItem[];
}) => string;

interface ToWrite {
  readonly form: AnswerForm;
  readonly category: DataCategory;
  readonly items: readonly ApprovedItem[];
  /** The JSON of the answer. */
  readonly json: object;
  readonly next?: string;
  readonly represent: Represent;
}

/** The bytes of an answer. What is answered in JSON is never made into RDF. */
export function writeAnswer({ form, category, items, json, next, represent }: ToWrite): Answer {
  const rest = { itemCount: items.length, ...(next === undefined ? {} : { next }) };
  if (form === 'application/json') {
    const text = JSON.stringify(json);
    return { ...bodyOf(text), etag: etagOf(text), ...rest };
  }
  const text = represent({ form, category, items });
  // The cursor is not in the text, but an answer with another one is another answer.
  return { ...bodyOf(text), etag: etagOf(`${next ?? ''}\n${text}`), ...rest };
}

export const bodyOf = (text: string): Pick<Answer, 'body' | 'byteLength'> => ({
  body: text,
  byteLength: Buffer.byteLength(text),
});
