import type { ShownPage } from './pages.ts';

/** The page in `docs/dashboard/` that shows all pictures. */
export function picturesPage(pages: readonly ShownPage[], dark: string): string {
  const lines = [
    '# Pictures of the dashboard',
    '',
    'Made by `npm run docs:screenshots`, on the servers of the demo with its people; all of it is made up. Each page on a desk and on a telephone.',
    '',
    ...pages.flatMap(sectionOf),
    '## In the dark',
    '',
    'As the system says: light or dark.',
    '',
    picture(dark, `${dark}, dark`),
    '',
  ];
  return lines.join('\n');
}

function sectionOf({ name, route, shows }: ShownPage): string[] {
  const title = name.replaceAll('-', ' ');
  return [
    `## \`${route}\``,
    '',
    `${shows[0]?.toUpperCase()}${shows.slice(1)}.`,
    '',
    `${picture(name, title)} ${picture(`${name}-narrow`, `${title}, on a telephone`)}`,
    '',
  ];
}

const picture = (file: string, alt: string): string => `![${alt}](${file}.png)`;
