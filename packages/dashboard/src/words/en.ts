import { activityEn } from './activity-en.ts';
import { companiesEn } from './companies-en.ts';
import { companyEn } from './company-en.ts';
import { honouredEn } from './honoured-en.ts';
import { issuesEn } from './issues-en.ts';
import { myDataEn } from './my-data-en.ts';
import { noticesEn } from './notices-en.ts';
import { onHoldEn } from './on-hold-en.ts';
import { requestEn } from './request-en.ts';
import { startEn } from './start-en.ts';
import { termsEn } from './terms-en.ts';
import { vocabularyEn } from './vocabulary-en.ts';

/** Every word on the screen, in English. A section for each group of pages, in alphabetical order; `de.ts` has the same. */
export const en = {
  activity: activityEn,
  categories: {
    contact: 'your contact data',
    issues: 'your issues',
    preferences: 'your preferences',
  } as Readonly<Record<string, string>>,
  common: {
    back: 'Back',
    cancel: 'Cancel',
    close: 'Close',
    goOn: 'Go on',
    loading: 'One moment',
    of: 'of',
    retry: 'Try again',
    save: 'Save',
    showAll: 'Show all',
    showLess: 'Show less',
    toStart: 'To the start page',
    undo: 'Undo',
    until: (day: string) => `until ${day}`,
  },
  companies: companiesEn,
  company: companyEn,
  honoured: honouredEn,
  onHold: onHoldEn,
  connect: {
    title: 'Connect your pod',
    lead: (gateway: string) =>
      `${gateway} stands between your pod and the companies that ask. For that it needs a place in your pod.`,
    whatIsMade: 'What is made in your pod',
    made: (container: string) =>
      `A folder ${container} with places for your preferences, issues, companies, decisions and activity.`,
    entry:
      'An entry in the private list of your pod that tells your apps where this folder is. Nobody else sees it.',
    settings: 'A note that this app may share things in your name. You can name other apps later.',
    whatItMay: (gateway: string) => `What ${gateway} may do there`,
    mayRead: 'Read what is in this folder, and nothing else in your pod.',
    mayAdd: 'Add: records of what you decide, of who read what, and what companies answer you.',
    mayNot:
      'Never change or delete anything. You can take its access away at any time, here or with any Solid app.',
    where: 'Which of your storages?',
    whereHint: 'Your profile names several. The folder goes into the one that you choose.',
    connect: 'Connect',
    connecting: 'Connecting your pod. This takes a few seconds',
    done: 'Your pod is connected',
    already: 'Your pod is connected already.',
    noStorage: 'Your profile names no storage',
    noStorageText:
      'Your identity does not say where your pod is. Add a storage to your profile with the account page of your provider, then try again.',
    afterwards: 'Afterwards you are back at the request that waits.',
  },
  issues: issuesEn,
  myData: myDataEn,
  navigation: {
    label: 'Main',
    skip: 'To the content',
    start: 'Start',
    requests: 'Requests',
    companies: 'Companies',
    myData: 'My data',
    activity: 'Activity',
    settings: 'Settings',
    waiting: (count: number) => (count === 1 ? '1 waits for you' : `${count} wait for you`),
  },
  notFound: { title: 'There is nothing here', text: 'The address may be old, or mistyped.' },
  notices: noticesEn,
  problems: {
    title: 'That did not work',
    access_denied: 'This was begun in another browser or by somebody else, so it cannot be decided here.',
    app_not_allowed:
      'This app may not share things in your name: your pod names only other apps. You can allow it in the settings.',
    conflict: 'It has changed meanwhile. Look at it again, then decide.',
    consent_ended: 'This has ended already. Nothing is left to do.',
    elsewhere: 'Your pod refuses this app. Sign in again, or look at the access rules of your pod.',
    not_connected: 'Your pod is not connected yet.',
    not_found: 'This is not there, or it is not yours.',
    offline: 'There is no answer. Check your connection, then try again.',
    pod_content_rejected: 'A document in your pod cannot be understood. It was not changed.',
    pod_down: 'Your pod does not answer just now. Nothing was changed; try again in a moment.',
    pod_not_proven: 'The pod could not be proven to be yours. Try to connect it again.',
    request_cancelled: 'The company has taken this request back. Nothing was shared.',
    request_ended: 'This request is over: it was decided, or its time ran out.',
    signed_out: 'Your sign-in has ended. Sign in again; you come back to this place.',
    temporarily_unavailable: 'It cannot be reached just now. Try again in a moment.',
    unknown: 'Something went wrong. Try again; if it goes on, tell who runs this app.',
    reference: (id: string) => `Reference: ${id}`,
  },
  request: requestEn,
  requests: {
    title: 'Requests',
    lead: 'Companies that ask to see something of yours. Nothing is shared until you say so.',
    waiting: 'Waiting for you',
    nothingWaits: 'Nothing waits for you.',
    earlier: 'Earlier',
    earlierCount: (count: number) => (count === 1 ? '1 that is over' : `${count} that are over`),
    moreRequests: 'Show older',
    empty: 'Nobody is asking',
    emptyText:
      'When a company asks for something, it appears here: you see who it is, what for, and exactly what it would read. You can also be sent here from its own pages.',
    asks: (company: string) => `${company} asks`,
    askedOn: (day: string) => `asked on ${day}`,
    decideBy: (day: string) => `decide by ${day}`,
    status: {
      requested: 'Waits for you',
      deferred: 'You decide later',
      given: 'You shared',
      refused: 'You shared nothing',
      cancelled: 'Taken back',
      expired: 'Over',
    } as Readonly<Record<string, string>>,
    arriving: 'Bringing you to the request',
    arrivingFailed: 'The request did not arrive here',
    arrivingFailedText: "Begin again on the company's page, in this browser.",
    plainPage: 'Decide on the plain page instead',
  },
  session: {
    title: 'Sign in',
    lead: 'With your own identity, at your own provider. This app never sees your password and keeps nothing of yours.',
    why: 'A company waits for your decision. Sign in first; then you see what it asks for.',
    field: 'Your WebID or your provider',
    hint: 'Such as https://you.example/profile/card#me or https://provider.example',
    signIn: 'Sign in',
    signingIn: 'Taking you to your provider',
    restoring: 'Looking whether you are signed in',
    known: 'Where you signed in before',
    with: (provider: string) => `Sign in at ${provider}`,
    forget: (provider: string) => `Forget ${provider}`,
    offered: 'Providers',
    noPod: 'I have no pod yet',
    noPodText:
      'A pod is a place of your own on the web, for your data. You get one from a provider, then come back here and sign in with it.',
    newPod: (provider: string) => `Get a pod at ${provider}`,
    noProvider: 'Who runs this app names no provider. Any Solid provider will do.',
    signOut: 'Sign out',
    signedInAs: 'Signed in as',
    ended: 'Your sign-in has ended',
    endedText:
      'It lasts for a while only. Sign in again and you are back where you were; what you were writing among your data is still there.',
    again: 'Sign in again',
    faults: {
      address:
        'That is no web address. Write your WebID or the address of your provider in full, with https://',
      webid: 'Nothing can be read at this WebID. Check it, or give the address of your provider.',
      issuer: 'This WebID names no provider. Check it, or give the address of your provider.',
      provider: 'This provider does not answer. Try again in a moment, or choose another one.',
      refused: 'Your provider did not sign you in. Try again.',
    },
  },
  settings: {
    title: 'Settings',
    language: 'Language',
    languages: { browser: 'As in the browser', de: 'Deutsch', en: 'English' },
    you: 'You',
    pod: 'Your pod',
    notConnected: 'Not connected yet.',
    folder: 'Folder',
    gateway: 'Gateway',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect your pod?',
    disconnectText: (gateway: string) =>
      `Everything that you share ends at once, for every company. ${gateway} forgets your pod and loses its access to it. Your data and the records stay in your pod.`,
    disconnecting: 'Everything is being stopped',
    disconnected: 'Your pod is disconnected. Nothing is shared any more.',
    rulesLeft:
      'Everything is stopped. The access rules in your pod could not be changed just now: try again, or remove the gateway from them with another app.',
    apps: 'Apps that may share in your name',
    appsText:
      'Only these apps may share something, for longer, or go on after a pause. Every app of yours may stop things.',
    appsOpen: 'You have not chosen yet, so every app that you sign in to may.',
    thisApp: 'this app',
    addApp: 'Allow another app',
    appAddress: 'Address of the app (client id)',
    appFault: 'That is no web address.',
    allow: 'Allow',
    remove: (app: string) => `Take it off: ${app}`,
    removeThis:
      'Without this app you can no longer share anything here, only stop things. You can allow it again with another app of yours.',
    removeTitle: 'Take this app off the list?',
    takeOff: 'Take it off',
    onlyThis: 'Allow only this app',
    saved: 'Saved',
  },
  start: startEn,
  terms: termsEn,
  vocabulary: vocabularyEn,
};

/** The same words in another language. */
export type Words = typeof en;
