import type { ApprovedItem, CategoryField } from '@parley/protocol';
import { Soft } from '../../../design/stack.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { useVocabulary } from '../../../words/use-vocabulary.ts';

interface Props {
  readonly value: ApprovedItem[string];
  readonly field: CategoryField | undefined;
}

/** A value as a person reads it. Whatever it is, it is shown as text. */
export function ShownValue({ value, field }: Props) {
  const { request: words, issues } = useWords();
  const vocabulary = useVocabulary();
  const formats = useFormats();
  if (typeof value === 'boolean') return value ? words.preview.yes : words.preview.no;
  if (typeof value === 'number') return formats.number(value);
  if (typeof value === 'string') {
    if (field?.kind === 'token') return vocabulary.value(value);
    if (field?.kind === 'instant' && !Number.isNaN(Date.parse(value))) return formats.dayAndTime(value);
    return <TheirWords>{value}</TheirWords>;
  }
  const messages = value.filter((part) => 'content' in part);
  const files = value.filter((part) => 'mediaType' in part);
  return (
    <>
      {messages.length > 0 && <Soft>{words.preview.messages(messages.length)}</Soft>}
      {messages.map(({ id, from, content }) => (
        <p key={id}>
          <strong>{from === 'owner' ? words.preview.you : words.preview.company}:</strong>{' '}
          <TheirWords>{content}</TheirWords>
        </p>
      ))}
      {files.map(({ id, name = issues.attachments.unnamed, size }) => (
        <p key={id}>
          <TheirWords>{name}</TheirWords> (
          {issues.attachments.kilobytes(formats.number(Math.ceil(size / 1_000)))})
        </p>
      ))}
    </>
  );
}
