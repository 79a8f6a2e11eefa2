import type { ScreenshotStage } from './stage.ts';

/** One page of the dashboard. A new page of it is a line here. */
export interface ShownPage {
  /** The name of its pictures. */
  readonly name: string;
  /** As in `packages/dashboard/src/routes.tsx`. */
  readonly route: string;
  /** What the picture shows, in a sentence. */
  readonly shows: string;
  /** Where the route has a parameter: which one of Alice's. */
  readonly path?: (stage: ScreenshotStage) => string;
}

const company = ({ acme }: ScreenshotStage): string => encodeURIComponent(acme.clientId);

export const pages: readonly ShownPage[] = [
  { name: 'start', route: '/', shows: 'what waits, what is new, who may read, and what happened lately' },
  { name: 'connect', route: '/connect', shows: 'a pod that is connected' },
  { name: 'requests', route: '/requests', shows: 'who asks, and who has asked' },
  {
    name: 'request',
    route: '/requests/:requestId',
    shows: 'a request, with the own values as the company would get them',
    path: ({ requestId }) => `/requests/${requestId}`,
  },
  { name: 'companies', route: '/companies', shows: 'who may read what' },
  {
    name: 'company',
    route: '/companies/:vendorId',
    shows: 'what one company may see, with every way to make it less, and what it did',
    path: (stage) => `/companies/${company(stage)}`,
  },
  { name: 'my-data', route: '/my-data', shows: 'what Alice keeps in her pod' },
  { name: 'activity', route: '/activity', shows: 'who read what, when and what for' },
  { name: 'notices', route: '/notices', shows: 'what Alice should know of' },
  { name: 'settings', route: '/settings', shows: 'her pod, the apps that may share, and the language' },
  { name: 'notice-settings', route: '/settings/notices', shows: 'of what she is told, and how' },
];

/** Those that only pass on to another page. */
export const passing: readonly string[] = ['/requests/arriving'];

/** Shown in the dark too. */
export const DARK = 'start';
