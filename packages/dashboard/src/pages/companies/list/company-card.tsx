import type { KnownCircle } from '@parley/pod-client';
import { Link } from 'wouter';
import { Card } from '../../../design/card.tsx';
import { Row, Soft } from '../../../design/stack.tsx';
import { Tag } from '../../../design/tag.tsx';
import { TheirWords } from '../../../design/their-words.tsx';
import { useWords } from '../../../words/locale.tsx';
import { companyName } from '../../requests/who/company-name.ts';
import { type Company, isUnread, pageOf } from '../company.ts';
import { SameCompany } from '../known/same-company.tsx';
import { CompanyActs } from './company-acts.tsx';
import styles from './company-card.module.css';
import { CompanyFacts } from './company-facts.tsx';
import { StandingTag } from './standing-tag.tsx';

interface Props {
  readonly company: Company;
  readonly circles: readonly KnownCircle[];
}

/** One company: who it is, where one stands with it, and what it may see. */
export function CompanyCard({ company, circles }: Props) {
  const { companies: words } = useWords();
  const { vendor, entry, host } = company;
  const own = circles.filter(({ id }) => entry?.circles.includes(id));
  return (
    <div className={styles['place']}>
      <Card>
        <div>
          <Row>
            <h2 className={styles['name']}>
              <Link href={pageOf(company)}>
                <bdi>{companyName(company)}</bdi>
              </Link>
            </h2>
            <StandingTag company={company} />
          </Row>
          <p className={styles['host']}>
            {host !== undefined && <bdi>{host}</bdi>}
            {own.map(({ id, name }) => (
              <Tag key={id}>
                <bdi>{companyName({ name })}</bdi>
              </Tag>
            ))}
          </p>
        </div>
        <CompanyFacts company={company} />
        {entry !== undefined && vendor !== undefined && companyName(entry) !== companyName(vendor) && (
          <Soft>
            {words.facts.yourName}: <TheirWords most={60}>{entry.name}</TheirWords>
          </Soft>
        )}
        {isUnread(company, new Date()) && <p className={styles['advice']}>{words.advice.one}</p>}
        {vendor !== undefined && entry === undefined && <SameCompany vendor={vendor} />}
        <CompanyActs company={company} />
      </Card>
    </div>
  );
}
