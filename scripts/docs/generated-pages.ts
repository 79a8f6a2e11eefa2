// The pages of the documentation that are made from the code: npm run docs writes them, a test compares.

import { type SettingReference, settingsReference } from '@parley/consent-gateway';
import { type ProblemCode, problems } from '@parley/protocol';
import { apiPages } from './api/api-pages.ts';
import { categoriesPage } from './categories-page.ts';
import { podServersPage } from './pod-servers-page.ts';
import { securityCasesPage } from './security/security-cases-page.ts';

/** Path in the repository to text. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ...apiPages(MADE),
    ['docs/categories.md', categoriesPage(MADE('packages/protocol/src/category'))],
    ['docs/configuration.md', configurationPage()],
    ['docs/pod-servers.md', podServersPage(MADE('scripts/docs/pod-servers-page.ts'))],
    ['docs/problems.md', problemsPage()],
    ['docs/security-cases.md', securityCasesPage(MADE('test/security/attack-table.ts'))],
  ]);
}

const MADE = (source: string): string => `<!-- Made by "npm run docs" from ${source}. Change it there. -->`;

function configurationPage(): string {
  const settings = settingsReference();
  return `${MADE('packages/consent-gateway/src/config.ts')}

# Settings of the consent gateway

The gateway reads its settings from the environment once, when it starts. A setting that is missing or wrong ends the
start with a message that names it. An empty value counts as not set.

| Setting | Default | What it is |
|---|---|---|
${settings.map(settingRow).join('\n')}

The data folder holds \`secrets.json\` (whoever has it can speak as the gateway), \`owners.log\` (encrypted) and, without
\`DATABASE_URL\`, the embedded database in \`postgres/\`. Back up the first two apart from the database.

On a laptop:

\`\`\`sh
PARLEY_LOCAL=1 PARLEY_ORIGIN=http://localhost:8080 parley-gateway serve
\`\`\`

Behind a proxy that ends TLS:

\`\`\`sh
PARLEY_ORIGIN=https://gateway.example PARLEY_DATA=/var/lib/parley parley-gateway serve
\`\`\`
`;
}

function settingRow(setting: SettingReference): string {
  const fallback = setting.default === undefined ? 'none' : `\`${setting.default}\``;
  return `| \`${setting.name}\` | ${setting.isRequired ? '**required**' : fallback} | ${setting.description} |`;
}

function problemsPage(): string {
  const codes = Object.keys(problems) as ProblemCode[];
  return `${MADE('packages/protocol/src/problem-details.ts')}

# Problems

The read API and the owner API answer what they cannot do with \`application/problem+json\`
([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)). Decide by \`code\`: it never changes its meaning. \`type\` is
\`https://w3id.org/parley/problems#\` and the code; \`instance\` is the request's id, which the operator finds in the log. All words
come from this list, so a problem never tells more than its code. The OAuth endpoints answer RFC 6749 errors instead: see
[protocol](protocol.md#errors-of-the-oauth-endpoints).

| Status | Code | Title |
|---|---|---|
${codes.map((code) => `| ${problems[code][0]} | [\`${code}\`](#${code}) | ${problems[code][1]} |`).join('\n')}

${codes.map(problemSection).join('\n')}`;
}

function problemSection(code: ProblemCode): string {
  const [status, title, remedy] = problems[code];
  return `## ${code}

${status}. ${title}. ${remedy}
`;
}
