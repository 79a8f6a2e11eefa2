import type { ParsedVendors, Pod } from '@parley/pod-client';
import type { DataItem } from '@parley/protocol';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Soft } from '../../../design/stack.tsx';
import { useWords } from '../../../words/locale.tsx';
import { messagesOf } from '../issue-category.ts';
import { writerName } from '../writer-name.ts';
import { Message } from './message.tsx';
import styles from './thread.module.css';
import { WriteMessage } from './write-message.tsx';

/** As many of the newest are shown at first; each tap shows as many more. */
const SHOWN = 10;

interface Props {
  readonly pod: Pod;
  readonly issue: DataItem;
  readonly known: ParsedVendors | undefined;
}

/** What the person and the company have written, the newest last and next to where one writes. */
export function Thread({ pod, issue, known }: Props) {
  const { issues } = useWords();
  const words = issues.thread;
  const messages = messagesOf(issue);
  const [shown, setShown] = useState(SHOWN);
  const hidden = Math.max(0, messages.length - shown);
  return (
    <Card title={words.title}>
      {messages.length === 0 && <Soft>{words.none}</Soft>}
      {hidden > 0 && (
        <div>
          <Button weight="quiet" onClick={() => setShown(shown + 5 * SHOWN)}>
            {words.earlier(hidden)}
          </Button>
        </div>
      )}
      <div role="log" aria-label={words.title}>
        <ol className={styles['thread']}>
          {messages.slice(hidden).map((message, at, visible) => (
            <Message
              key={message.id}
              pod={pod}
              issue={issue}
              message={message}
              company={writerName(message, issue.audience, known) ?? words.company}
              isLast={at === visible.length - 1}
            />
          ))}
        </ol>
      </div>
      <WriteMessage pod={pod} issue={issue} />
    </Card>
  );
}
