import { useEffect, useRef } from 'react';
import { Notice } from '../../design/notice.tsx';
import { ProblemNotice } from '../../design/problem-notice.tsx';
import { useWords } from '../../words/locale.tsx';

/** What came of an act: it was done, or it was not. */
export type Said =
  | { readonly text: string; readonly isPending: boolean; readonly fault?: undefined }
  | { readonly fault: unknown };

/** Said once, at the top, where the focus goes: the button that was pressed may not be there any more. */
export function Outcome({ said }: { readonly said: Said }) {
  const { company: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said !== undefined) place.current?.focus();
  }, [said]);
  return (
    <div ref={place} tabIndex={-1}>
      {'text' in said ? (
        <Notice tone="good">
          <p>{said.text}</p>
          {said.isPending && <p>{words.pending}</p>}
        </Notice>
      ) : (
        <ProblemNotice fault={said.fault} />
      )}
    </div>
  );
}
