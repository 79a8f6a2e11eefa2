import type { ReplyOptions } from '@parley/vendor-sdk';

export const proposals = ['acknowledged', 'in-progress', 'answered', 'fixed'] as const;

export interface ReplyForm {
  /** Made with the page: pressing twice sends once. */
  readonly key: string;
  readonly content: string;
  readonly proposes?: NonNullable<ReplyOptions['proposes']>;
}

/** What came of the form; what is missing or wrong the SDK refuses before anything is sent. */
export function readReplyForm(body: unknown): ReplyForm {
  const form = (body ?? {}) as Readonly<Record<string, unknown>>;
  const textOf = (name: string): string => (typeof form[name] === 'string' ? form[name] : '');
  const proposes = proposals.find((word) => word === textOf('proposes'));
  return {
    key: textOf('key'),
    // Browsers send line ends in the way of e-mail.
    content: textOf('content').replaceAll('\r\n', '\n').trim(),
    ...(proposes !== undefined && { proposes }),
  };
}
