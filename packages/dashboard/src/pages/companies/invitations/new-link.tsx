import { useEffect, useRef } from 'react';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Field } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { useToast } from '../../../design/toast.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import styles from './new-link.module.css';
import { QrCode } from './qr-code.tsx';

interface Props {
  readonly link: string;
  readonly expiresAt: string;
  readonly onAnother: () => void;
}

/** The link, this once: to copy, to mail, or to show. */
export function NewLink({ link, expiresAt, onAnother }: Props) {
  const { companies } = useWords();
  const words = companies.invitations;
  const formats = useFormats();
  const say = useToast();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.select(), []);
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => say({ text: words.copied }),
      () => say({ text: words.notCopied }),
    );
  const subject = encodeURIComponent(words.mailSubject);
  const body = encodeURIComponent(words.mailBody(link, formats.day(expiresAt)).replaceAll('\n', '\r\n'));
  return (
    <Card title={words.madeTitle}>
      <Notice>{words.once}</Notice>
      <div ref={place}>
        <Field label={words.link} readOnly value={link} onFocus={(event) => event.target.select()} />
      </div>
      <Row>
        <Button weight="main" onClick={() => void copy()}>
          {words.copy}
        </Button>
        <a className={styles['mail']} href={`mailto:?subject=${subject}&body=${body}`}>
          {words.mail}
        </a>
      </Row>
      <QrCode text={link} label={words.code} />
      <Soft>{words.codeText}</Soft>
      <div>
        <Button weight="quiet" onClick={onAnother}>
          {words.another}
        </Button>
      </div>
    </Card>
  );
}
