import { attackTable } from '../../../test/security/attack-table.ts';
import {
  type Attack,
  type AttackCase,
  type Enforcer,
  markOf,
} from '../../../test/security/attacks/attack.ts';
import { brokenGuards } from '../../../test/security/broken-guards.ts';
import { type MarkedTitle, markedTitles } from './marked-titles.ts';

/** docs/security-cases.md: attack, case, refusal, test. */
export function securityCasesPage(made: string): string {
  const titles = markedTitles();
  const cases = attackTable.flatMap((attack) => Object.values(attack.cases));
  return `${made}

# Security cases

What was tried against Parley, how it is refused, and the test that tries it: ${attackTable.length} attacks, ${cases.length} cases. \`npm run test:security\`
runs exactly these tests, over HTTP against a running gateway with PostgreSQL and a Community Solid Server where a case needs them, and ends
with the sum. What Parley does not protect against is in the [threat model](threat-model.md).

- The tests look at status and code of the answer. Where a gateway runs they also see that nothing else came of it: no code or token, no
  disclosure, no request or consent that is new or another (\`test/support/nothing-happened.ts\`).
- A refusal of the read API and the owner API is a [problem](problems.md) with its code, 401 with \`WWW-Authenticate: DPoP error="…"\`; one of
  the OAuth endpoints is an RFC 6749 error.
- **Held by**: the *library* (oidc-provider, jose) as it comes; a *setting* or hook of ours in it; our *own code*; the *pod server*. What rests on a
  setting was [broken on purpose](#guards-broken-on-purpose).
- No test asserts times. That answers take equally long, whatever they hide, is not shown here.

${attackTable.map((attack) => attackPart(attack, titles)).join('\n')}
${brokenGuardsPart()}`;
}

const HELD_BY: Readonly<Record<Enforcer, string>> = {
  library: 'library',
  setting: 'setting',
  'own code': 'own code',
  'pod server': 'pod server',
};

function attackPart(attack: Attack, titles: readonly MarkedTitle[]): string {
  const rows = Object.entries(attack.cases).map(([letter, each]) =>
    caseRow(each, { mark: markOf(attack, letter), titles }),
  );
  return `## ${markOf(attack, '')} ${attack.attack}

Place: ${attack.place}. Held by: ${attack.enforcedBy.map((each) => HELD_BY[each]).join(', ')}.

| Case | Tried | Refused with | Tests |
|---|---|---|---|
${rows.join('\n')}
`;
}

function caseRow(
  [tried, refusal]: AttackCase,
  { mark, titles }: { mark: string; titles: readonly MarkedTitle[] },
): string {
  const tests = titles.filter(({ marks }) => marks.includes(mark)).map(testLink);
  return `| ${mark} | ${cell(tried)} | ${cell(refusal)} | ${tests.join('<br>')} |`;
}

function testLink({ file, title }: MarkedTitle): string {
  const name = file.split('/').at(-1)?.replace('.test.ts', '');
  return `[${name}](../${file}): ${cell(title)}`;
}

/** Text that a Markdown table shows as it is. */
const cell = (text: string): string =>
  text
    .replaceAll("\\'", "'")
    .replaceAll('%s', '…')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*');

function brokenGuardsPart(): string {
  const rows = brokenGuards.map(
    ({ guard, file, broken, red }) =>
      `| ${guard} | [${file.split('/').at(-1)}](../${file}) | ${cell(broken)} | ${red.join(', ')} |`,
  );
  return `## Guards broken on purpose

Each was broken by hand and restored, several at a time where they have nothing to do with each other; the tests of these cases went red.

| Guard | Where | What was broken | Red |
|---|---|---|---|
${rows.join('\n')}
`;
}
