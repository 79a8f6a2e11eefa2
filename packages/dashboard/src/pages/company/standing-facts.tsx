import type { ConsentView } from '@parley/protocol';
import { FactList } from '../../design/fact-list.tsx';
import { Tag } from '../../design/tag.tsx';
import { useFormats } from '../../words/formats.ts';
import { useWords } from '../../words/locale.tsx';

/** How something that is shared stands now, and how much was read of it. */
export function StandingFacts({ consent }: { readonly consent: ConsentView }) {
  const { company: words } = useWords();
  const formats = useFormats();
  const { status, resumeAt, givenAt, until, firstReadAt, lastReadAt, readsThisMonth, vendor } = consent;
  const { shares } = words;
  const isPaused = status === 'paused';
  return (
    <>
      <p>
        {vendor.held && !isPaused ? (
          <Tag tone="warn">{shares.status.held}</Tag>
        ) : (
          <Tag tone={isPaused ? 'plain' : 'good'}>
            {isPaused ? shares.status.paused : shares.status.given}
          </Tag>
        )}
      </p>
      <FactList
        facts={[
          { name: shares.since, value: formats.day(givenAt) },
          { name: shares.until, value: formats.day(until) },
          isPaused
            ? {
                name: shares.goesOn,
                value: resumeAt === undefined ? shares.notByItself : shares.goesOnText(formats.day(resumeAt)),
              }
            : undefined,
          firstReadAt === null
            ? undefined
            : { name: shares.firstRead, value: formats.dayAndTime(firstReadAt) },
          {
            name: shares.lastRead,
            value: lastReadAt === null ? shares.never : formats.dayAndTime(lastReadAt),
          },
          lastReadAt === null
            ? undefined
            : {
                name: shares.thisMonth,
                value: shares.reads(formats.number(readsThisMonth), readsThisMonth === 1),
              },
        ]}
      />
    </>
  );
}
