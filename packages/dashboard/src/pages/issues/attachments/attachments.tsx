import { isPodError, type Pod } from '@parley/pod-client';
import { ATTACHMENT_MEDIA_TYPES, type DataItem, MAX_ATTACHMENTS } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { Card } from '../../../design/card.tsx';
import { Field } from '../../../design/field.tsx';
import { LinkList } from '../../../design/link-list.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { attachmentsOf } from '../issue-category.ts';
import { useIssuesChanged } from '../use-issues.ts';
import { attachFile } from './attach-file.ts';
import { AttachmentActs } from './attachment-acts.tsx';

/** The photos and files of an issue, and where one attaches another. */
export function Attachments({ pod, issue }: { readonly pod: Pod; readonly issue: DataItem }) {
  const { issues } = useWords();
  const words = issues.attachments;
  const formats = useFormats();
  const changed = useIssuesChanged(pod);
  const attaching = useMutation({
    mutationFn: (file: File) => attachFile(pod, issue.id, file),
    onSuccess: changed,
  });
  const { error } = attaching;
  const isRefused = isPodError(error) && error.code === 'invalid_item';
  const items = attachmentsOf(issue).map((attachment) => ({
    key: attachment.id,
    name: <bdi>{attachment.name ?? words.unnamed}</bdi>,
    aside: words.kilobytes(formats.number(Math.ceil(attachment.size / 1_000))),
    tag: <AttachmentActs pod={pod} itemId={issue.id} attachment={attachment} />,
  }));
  const isFull = items.length >= MAX_ATTACHMENTS;
  return (
    <Card title={words.title}>
      {items.length === 0 ? <Soft>{words.none}</Soft> : <LinkList items={items} />}
      <Field
        type="file"
        accept={ATTACHMENT_MEDIA_TYPES.join()}
        label={words.field}
        hint={isFull ? words.full(formats.number(MAX_ATTACHMENTS)) : words.hint}
        fault={isRefused ? words.refused : undefined}
        disabled={isFull || attaching.isPending}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) attaching.mutate(file);
          // The same file can be chosen again.
          target.value = '';
        }}
      />
      {error !== null && !isRefused && <ProblemNotice fault={error} />}
    </Card>
  );
}
