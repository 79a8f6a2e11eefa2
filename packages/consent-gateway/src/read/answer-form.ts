import { ANSWER_FORMS, type AnswerForm } from '@parley/protocol';

/** What is offered beside the plain types: the same, asked for in more words. */
const IN_MORE_WORDS: Readonly<Record<string, AnswerForm>> = {
  'application/json; charset=utf-8': 'application/json',
  'text/turtle; charset=utf-8': 'text/turtle',
  'application/ld+json; profile="http://www.w3.org/ns/json-ld#expanded"': 'application/ld+json',
};
const OFFERED: readonly string[] = [...ANSWER_FORMS, ...Object.keys(IN_MORE_WORDS)];

/**
 * The form of an answer that suits a request best; `undefined` where none does.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function chooseForm(request: {
  accepts(types: string[]): string | string[] | false;
}): AnswerForm | undefined {
  const best = request.accepts([...OFFERED]);
  return ANSWER_FORMS.find((form) => form === best) ?? IN_MORE_WORDS[String(best)];
}
