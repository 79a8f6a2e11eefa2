import { GROCER } from '../demo/people.ts';
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
  { name: 'add-company', route: '/companies/add', shows: 'a company that Alice enters herself' },
  { name: 'circles', route: '/companies/circles', shows: 'groups of companies that she has named' },
  { name: 'invitations', route: '/companies/invitations', shows: 'links by which companies may ask her' },
  {
    name: 'known-company',
    route: '/companies/known/:entryId',
    shows: 'a company that she has entered: issues for it, and an invitation',
    path: () => `/companies/known/${GROCER}`,
  },
  { name: 'my-data', route: '/my-data', shows: 'what Alice keeps in her pod' },
  {
    name: 'preferences',
    route: '/my-data/:name',
    shows: 'what she wants, for whom, and how much it matters',
    path: () => '/my-data/preferences',
  },
  {
    name: 'new-preference',
    route: '/my-data/:name/new',
    shows: 'a form made from what the category declares',
    path: () => '/my-data/preferences/new',
  },
  {
    name: 'preference',
    route: '/my-data/:name/:id',
    shows: 'the same form, filled',
    path: ({ preference }) => preference,
  },
  { name: 'terms', route: '/my-data/terms', shows: 'her standing terms' },
  { name: 'issues', route: '/my-data/issues', shows: 'what is wrong, with whom, and how it stands' },
  {
    name: 'issue',
    route: '/my-data/issues/:part',
    shows: 'one of them, with its messages',
    path: ({ issue }) => issue,
  },
  {
    name: 'edit-issue',
    route: '/my-data/issues/:part/edit',
    shows: 'the same to be written anew',
    path: ({ issue }) => `${issue}/edit`,
  },
  { name: 'new-issue', route: '/my-data/issues/new', shows: 'an issue that she begins' },
  { name: 'activity', route: '/activity', shows: 'who read what, when and what for' },
  { name: 'check', route: '/activity/check', shows: 'the records of her pod, to be checked in the browser' },
  { name: 'notices', route: '/notices', shows: 'what Alice should know of' },
  { name: 'settings', route: '/settings', shows: 'her pod, the apps that may share, and the language' },
  { name: 'notice-settings', route: '/settings/notices', shows: 'of what she is told, and how' },
];

/** Those that only pass on to another page. */
export const passing: readonly string[] = ['/requests/arriving'];

/** Shown in the dark too. */
export const DARK = 'start';
