import { type ApprovedItem, type Attachment, type ConsentAct, statusAfter } from '@parley/protocol';
import { isEndedStatus } from '../consent/ended-status.ts';
import { answerRequest, type Decision } from './answer-request.ts';
import { endConsent, letTimePass } from './end-consent.ts';
import { tell, tellOfData, tellWhatIsDue } from './events/fake-events.ts';
import { type FakeConsent, latestVersion } from './fake-consent.ts';
import type { FakeData, FakeState } from './fake-state.ts';
import { type Kept, keepOnly } from './keep-only.ts';
import { addAttachment, addMessage } from './thread.ts';

/** On which consent. Default: the one that was given last. */
export interface OnConsent {
  readonly consentId?: string;
}

/** A file of the owner's: its bytes are taken as they are. */
export interface AttachedByOwner extends Pick<Attachment, 'mediaType' | 'name'> {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The owner, as a test steers them. `give`, `refuse` and `defer` answer a request: they take the `url` that `ask` gave and
 * return the callback address at which the browser comes back. The other acts are on a consent.
 * An act that is not possible throws an `Error` that says why.
 */
export interface FakeOwner {
  /** Gives what was asked, or what is kept of it. */
  give(url: string, kept?: Kept): string;
  refuse(url: string): string;
  /** Decides later: the vendor learns no more than that it was not given. */
  defer(url: string): string;
  /** What was asked without a browser, or what is kept of it: the next poll gets the tokens. */
  giveWaiting(kept?: Kept): void;
  /** The next poll is told so. */
  refuseWaiting(): void;
  /** `until`: when it resumes by itself (RFC 3339, UTC). */
  pause(options?: OnConsent & { readonly until?: string }): void;
  resume(options?: OnConsent): void;
  /** A new version with nothing but what is kept. */
  narrow(kept: Kept, options?: OnConsent): void;
  withdraw(options?: OnConsent): void;
  /** Whether the owner wants no threads that the vendor begins. */
  muteOpenings(isMuted: boolean): void;
  /** What the pod holds from here on: what is not in it was deleted. */
  write(data: FakeData): void;
  /** Puts an item into the pod, for this vendor; one with the same id is replaced. */
  put(category: string, item: ApprovedItem): void;
  /** Adds a message of the owner's to the thread of an issue. */
  say(issueId: string, content: string): void;
  /** Attaches a file to an issue. Returns the id under which the vendor finds it. */
  attach(issueId: string, file: AttachedByOwner): string;
}

export function createFakeOwner(state: FakeState): FakeOwner {
  const answer = (url: string, decision: Decision, kept?: Kept): string => {
    const callback = answerRequest(url, decision, state, kept);
    if (callback === undefined) throw new Error('This is not the url of an open request.');
    return callback;
  };
  /** The consent as the act leaves it. */
  const actOn = (act: ConsentAct, { consentId }: OnConsent): FakeConsent => {
    const consent = state.consents.findLast(({ id }) => consentId === undefined || id === consentId);
    if (consent === undefined) throw new Error('There is no such consent.');
    letTimePass(consent, state);
    const status = statusAfter(consent.status, act);
    if (status === undefined) throw new Error(`A consent that is ${consent.status} takes no ${act}.`);
    const at = state.now();
    if (isEndedStatus(status)) endConsent(consent, { status, endReason: 'owner', at }, state);
    else if (status !== consent.status) Object.assign(consent, { status, since: at });
    return consent;
  };
  return {
    give: (url, kept) => answer(url, 'give', kept),
    refuse: (url) => answer(url, 'refuse'),
    defer: (url) => answer(url, 'defer'),
    giveWaiting(kept) {
      Object.assign(state.waiting, { says: 'given', kept });
    },
    refuseWaiting() {
      state.waiting.says = 'access_denied';
    },
    pause({ until, ...on } = {}) {
      const consent = actOn('pause', on);
      consent.resumesAt = until === undefined ? undefined : new Date(until);
      const data = until === undefined ? {} : { resumes_at: new Date(until).toISOString() };
      tell({ type: 'consent.paused', consent, data }, state);
    },
    resume(on = {}) {
      const consent = actOn('resume', on);
      consent.resumesAt = undefined;
      tell({ type: 'consent.resumed', consent }, state);
    },
    narrow(kept, on = {}) {
      const consent = actOn('narrow', on);
      const { version, details } = latestVersion(consent);
      consent.versions.push({ version: version + 1, details: keepOnly(details, kept), at: state.now() });
      tell({ type: 'consent.narrowed', consent }, state);
      tellWhatIsDue(consent, state);
    },
    withdraw(on = {}) {
      actOn('withdraw', on);
    },
    muteOpenings(isMuted) {
      state.mutesOpenings = isMuted;
    },
    write(data) {
      state.data = data;
    },
    ...pen(state),
  };
}

/** What the owner writes into the pod. */
function pen(state: FakeState): Pick<FakeOwner, 'put' | 'say' | 'attach'> {
  return {
    put(category, item) {
      if (!state.categories.has(category)) throw new Error(`There is no category '${category}'.`);
      const others = (state.data[category] ?? []).filter(({ id }) => id !== item.id);
      state.data = { ...state.data, [category]: [...others, item] };
      tellOfData({ type: `${category}.changed`, category, itemId: item.id }, state);
    },
    say(issueId, content) {
      if (!state.data['issues']?.some(({ id }) => id === issueId)) throw new Error('There is no such issue.');
      const id = `item_${crypto.randomUUID()}`;
      addMessage(issueId, { id, content, createdAt: state.now().toISOString(), from: 'owner' }, state);
      tellOfData({ type: 'message.added', category: 'issues', itemId: issueId }, state);
    },
    attach(issueId, { bytes, mediaType, name }) {
      const id = `item_${crypto.randomUUID()}`;
      state.files.set(id, bytes);
      const createdAt = state.now().toISOString();
      const file = {
        id,
        mediaType,
        size: bytes.byteLength,
        ...(name === undefined ? {} : { name }),
        createdAt,
      };
      addAttachment(issueId, file, state);
      tellOfData({ type: 'issues.changed', category: 'issues', itemId: issueId }, state);
      return id;
    },
  };
}
