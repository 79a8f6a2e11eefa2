import type { ConsentView } from '@parley/protocol';
import { useMutation } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { Card } from '../../../design/card.tsx';
import { Field } from '../../../design/field.tsx';
import { Fold } from '../../../design/fold.tsx';
import { ProblemNotice } from '../../../design/problem-notice.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { useFormats } from '../../../words/formats.ts';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import type { Company } from '../company-of.ts';
import styles from './proofs-card.module.css';
import { saveFile } from './save-file.ts';
import { type Checked, type ProofFrom, useCheckProof, useReadProof } from './use-proofs.ts';
import { VerdictNotice } from './verdict-notice.tsx';

/** The signed proofs of what is and was shared: to keep, and to check here. */
export function ProofsCard({ company }: { readonly company: Company }) {
  const { company: words } = useWords();
  const { live, ended, vendorId, vendor } = company;
  const { mutate, data, error, isPending, variables } = useCheckProof(vendorId);
  const name = vendor === undefined ? '' : companyName(vendor);
  const proof = (consent: ConsentView) => (
    <Proof
      key={consent.consentId}
      consent={consent}
      isChecking={isPending && isOf(variables, consent)}
      onCheck={() => mutate({ consentId: consent.consentId })}
    />
  );
  const verdict = (of: (from: ProofFrom) => boolean) => <Answer {...{ data, error, variables, of, name }} />;
  return (
    <Card title={words.proofs.title}>
      <Soft>{words.proofs.text}</Soft>
      {live.map(proof)}
      {ended.length > 0 && <Fold title={words.ended.title}>{ended.map(proof)}</Fold>}
      {verdict((from) => 'consentId' in from)}
      <Field
        type="file"
        label={words.proofs.checkFile}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) mutate({ file });
        }}
      />
      {verdict((from) => 'file' in from)}
    </Card>
  );
}

const isOf = (from: ProofFrom | undefined, { consentId }: ConsentView): boolean =>
  from !== undefined && 'consentId' in from && from.consentId === consentId;

interface AnswerProps {
  readonly data: Checked | undefined;
  readonly error: unknown;
  readonly variables: ProofFrom | undefined;
  readonly of: (from: ProofFrom) => boolean;
  readonly name: string;
}

function Answer({ data, error, variables, of, name }: AnswerProps) {
  if (variables === undefined || !of(variables)) return null;
  if (error !== null) return <ProblemNotice fault={error} />;
  return data === undefined ? null : <VerdictNotice verdict={data.verdict} company={name} />;
}

interface ProofProps {
  readonly consent: ConsentView;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
}

function Proof({ consent, isChecking, onCheck }: ProofProps) {
  const { company: words } = useWords();
  const formats = useFormats();
  const readProof = useReadProof();
  const { consentId, version, givenAt } = consent;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => readProof(consentId),
    onSuccess: (text) => saveFile({ name: `${consentId}-${version}.jws`, type: 'application/jose', text }),
  });
  return (
    <div className={styles['proof']}>
      <p>
        {words.proofs.of(formats.day(givenAt))}, {words.proofs.version(version)}
      </p>
      <Row>
        <Button isBusy={isPending} onClick={() => mutate()}>
          {words.proofs.save}
        </Button>
        <Button isBusy={isChecking} onClick={onCheck}>
          {words.proofs.check}
        </Button>
      </Row>
      {error !== null && <ProblemNotice fault={error} />}
    </div>
  );
}
