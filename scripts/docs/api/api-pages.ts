// The API reference of a package from its sources: what is exported, its signature, the words of its docstring.

import { type ApiDeclaration, declarationOf, type Kind } from './declaration.ts';
import { type PublicName, publicNames } from './public-names.ts';

interface ApiPackage {
  readonly name: string;
  /** What one imports, and the entry point behind it. */
  readonly entryPoints: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, ApiPackage>> = {
  'docs/api/protocol.md': {
    name: '@parley/protocol',
    entryPoints: { '@parley/protocol': 'packages/protocol/src/index.ts' },
  },
  'docs/api/pod-client.md': {
    name: '@parley/pod-client',
    entryPoints: {
      '@parley/pod-client': 'packages/pod-client/src/index.ts',
      '@parley/pod-client/client-credentials': 'packages/pod-client/src/sessions/client-credentials.ts',
    },
  },
  'docs/api/vendor-sdk.md': {
    name: '@parley/vendor-sdk',
    entryPoints: {
      '@parley/vendor-sdk': 'packages/vendor-sdk/src/index.ts',
      '@parley/vendor-sdk/file-store': 'packages/vendor-sdk/src/file-store/file-receipt-store.ts',
    },
  },
  'docs/api/crm-connectors.md': {
    name: '@parley/crm-connectors',
    entryPoints: {
      '@parley/crm-connectors': 'packages/crm-connectors/src/index.ts',
      '@parley/crm-connectors/salesforce': 'packages/crm-connectors/src/salesforce/salesforce.ts',
      '@parley/crm-connectors/hubspot': 'packages/crm-connectors/src/hubspot/hubspot.ts',
      '@parley/crm-connectors/zendesk': 'packages/crm-connectors/src/zendesk/zendesk.ts',
      '@parley/crm-connectors/cloudevents': 'packages/crm-connectors/src/cloudevents/cloud-events.ts',
    },
  },
  'docs/api/consent-gateway.md': {
    name: '@parley/consent-gateway',
    entryPoints: { '@parley/consent-gateway': 'packages/consent-gateway/src/index.ts' },
  },
};

/** Path in the repository to text: one page a package. */
export function apiPages(made: (source: string) => string): [path: string, text: string][] {
  return Object.entries(packages).map(([path, { name, entryPoints }]) => {
    const parts = Object.entries(entryPoints).map(([specifier, file]) => entryPointPart(specifier, file));
    return [
      path,
      `${made('the docstrings behind its entry points')}\n\n# ${name}\n\nEverything that can be imported. Examples are in the sources, behind each name.\n\n${parts.join('\n')}`,
    ];
  });
}

const TITLES: Readonly<Record<Kind, string>> = {
  function: 'Functions',
  class: 'Classes',
  type: 'Types',
  value: 'Values',
};

interface Entry extends ApiDeclaration {
  readonly name: string;
  readonly file: string;
}

function entryPointPart(specifier: string, file: string): string {
  const names = publicNames(file).sort((a, b) => (a.name < b.name ? -1 : 1));
  const entries = names.flatMap(declared);
  const kinds = (Object.keys(TITLES) as Kind[]).filter((kind) => entries.some((each) => each.kind === kind));
  const lists = kinds.map((kind) => {
    const sections = entries.filter((each) => each.kind === kind).map(section);
    return `### ${TITLES[kind]}\n\n${sections.join('\n')}`;
  });
  return `## ${specifier}\n\n${[...lists, ...others(names)].join('\n')}`;
}

function declared(each: PublicName): Entry[] {
  if (each.from !== 'here') return [];
  const { name, source, localName } = each;
  return [{ name, file: source.file, ...declarationOf(source, localName) }];
}

function section({ name, file, signature, words, throws }: Entry): string {
  const parts = [
    `#### [${name}](../../${file})`,
    words,
    `\`\`\`ts\n${signature}\n\`\`\``,
    throws.map((each) => `- Throws ${each}`).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What stands here under a name of its own, and what comes from another package. */
function others(names: readonly PublicName[]): string[] {
  const namespaces = names.flatMap((each) =>
    each.from === 'namespace' ? [`### Namespace ${each.name}\n\n${listed(each.members)}\n`] : [],
  );
  const foreign = names.filter((each) => each.from === 'package');
  const from = [...new Set(foreign.map((each) => each.package))];
  return [
    ...namespaces,
    ...from.map((name) => `### From ${name}\n\n${listed(foreign.filter((each) => each.package === name))}\n`),
  ];
}

const listed = (names: readonly PublicName[]): string => names.map(({ name }) => `\`${name}\``).join(', ');
