// An independent model of what must hold, from what was said alone: which acts were acknowledged, what vendors got. It shares no code
// with the gateway. Where an answer was lost, both is possible; nothing else ever is.

export type OwnersAct = 'pause' | 'resume' | 'narrow' | 'withdraw';
/** `refused`: by the rules, as the answer says. `unknown`: no answer, or one that says nothing of it. */
export type Heard = 'done' | 'refused' | 'unknown';

/** Where a consent stands. `level`: how often it was narrowed. */
export interface Standing {
  readonly status: 'given' | 'paused' | 'ended';
  readonly level: number;
}

/** The fields that are left of an issue, by how often the consent was narrowed. */
export const LEVELS = [['title', 'state', 'description'], ['title', 'state'], ['state']] as const;

export interface WitnessedConsent {
  readonly id: string;
  readonly vendor: string;
  possible: readonly Standing[];
  /** A resumption without an answer may still come to its end, until a stop overtakes it. */
  mayResume: boolean;
  /** When the last stop was acknowledged; `undefined` while it may be read. */
  stoppedAt: number | undefined;
  resumptions: number;
  /** The owner has ended it in the pod: from then on it is noticed. */
  endsBy: number | undefined;
  isEndedByTime: boolean;
  /** Something was heard of it since it was last compared with the pod. */
  isToCompare: boolean;
}

export interface Disclosed {
  readonly consentId: string;
  readonly requestId: string;
}

/** What a reader knew when it asked. */
export interface Asked {
  readonly consent: WitnessedConsent;
  readonly at: number;
  readonly level: number;
  readonly resumptions: number;
}

const RULES: Readonly<Record<OwnersAct, (from: Standing) => Standing | undefined>> = {
  pause: (from) => (from.status === 'given' ? { ...from, status: 'paused' } : undefined),
  resume: (from) => (from.status === 'paused' ? { ...from, status: 'given' } : undefined),
  narrow: (from) =>
    from.status === 'ended' || from.level + 1 >= LEVELS.length
      ? undefined
      : { ...from, level: from.level + 1 },
  withdraw: (from) => (from.status === 'ended' ? undefined : { ...from, status: 'ended' }),
};

export interface Witness {
  readonly consents: Map<string, WitnessedConsent>;
  readonly disclosed: Disclosed[];
  /** What must never be. */
  readonly broken: string[];
  /** How often each was said, such as `pause done`. */
  readonly acts: Map<`${OwnersAct | 'give'} ${Heard}`, number>;
  given(consent: { id: string; vendor: string }): WitnessedConsent;
  /** Before it is sent. */
  sends(consent: WitnessedConsent, act: OwnersAct): void;
  hears(consent: WitnessedConsent, act: OwnersAct, heard: Heard): void;
  asks(consent: WitnessedConsent): Asked;
  /** The head of an answer with data. */
  gets(asked: Asked, requestId: string): void;
  /** What is in it. */
  looks(asked: Asked, fields: readonly string[]): void;
  /** The owner ends it with another app: `boundMs` later no read passes. */
  endsInPod(consent: WitnessedConsent, boundMs: number): void;
  /** Its time is over: whatever the clock says later, no read passes. */
  endsByTime(consent: WitnessedConsent): void;
  /** What the gateway says of it now. */
  sees(consent: WitnessedConsent, standing: Standing): void;
}

export function createWitness(): Witness {
  const count = (what: Parameters<Witness['acts']['set']>[0]): void => {
    witness.acts.set(what, (witness.acts.get(what) ?? 0) + 1);
  };
  const witness: Witness = {
    consents: new Map(),
    disclosed: [],
    broken: [],
    acts: new Map(),
    given({ id, vendor }) {
      const consent: WitnessedConsent = {
        ...{ id, vendor, possible: [{ status: 'given', level: 0 }], mayResume: false },
        ...{ stoppedAt: undefined, resumptions: 0, endsBy: undefined },
        ...{ isEndedByTime: false, isToCompare: true },
      };
      count('give done');
      witness.consents.set(id, consent);
      return consent;
    },
    sends(consent, act) {
      if (act !== 'resume') return;
      consent.stoppedAt = undefined;
      consent.resumptions += 1;
    },
    hears(consent, act, heard) {
      count(`${act} ${heard}`);
      consent.isToCompare = true;
      const before = consent.possible;
      const after = before.flatMap((each) => RULES[act](each) ?? []);
      const standing = before.filter((each) => RULES[act](each) === undefined);
      if (heard === 'done') consent.mayResume = false;
      else if (heard === 'unknown' && act === 'resume') consent.mayResume = true;
      set(consent, heard === 'done' ? after : heard === 'refused' ? standing : [...before, ...after]);
      if (consent.possible.length > 0) return;
      witness.broken.push(`${consent.id}: '${act}' was ${heard}, but it was ${said(before)}`);
      set(consent, before);
    },
    asks: (consent) => ({
      consent,
      at: performance.now(),
      level: Math.min(...consent.possible.map(({ level }) => level)),
      resumptions: consent.resumptions,
    }),
    gets({ consent, at, resumptions }, requestId) {
      witness.disclosed.push({ consentId: consent.id, requestId });
      const { stoppedAt, endsBy } = consent;
      const isStopped = stoppedAt !== undefined && at > stoppedAt && resumptions === consent.resumptions;
      if (isStopped || (endsBy !== undefined && at > endsBy))
        witness.broken.push(`${consent.id}: read after a stop`);
    },
    looks({ consent, level }, fields) {
      const approved: readonly string[] = LEVELS[level] ?? [];
      const beyond = fields.filter((field) => !approved.includes(field));
      if (beyond.length > 0) witness.broken.push(`${consent.id}: read wider than approved: ${beyond}`);
    },
    endsInPod(consent, boundMs) {
      consent.isToCompare = true;
      set(consent, [...consent.possible, ...consent.possible.map(ended)]);
      consent.endsBy = performance.now() + boundMs;
    },
    endsByTime(consent) {
      set(consent, [...consent.possible, ...consent.possible.map(ended)]);
      consent.endsBy = performance.now();
      consent.isEndedByTime = true;
    },
    sees(consent, standing) {
      if (consent.isEndedByTime || (consent.endsBy ?? 0) > performance.now()) return;
      const isPossible = consent.possible.some((each) => isSame(each, standing));
      if (!isPossible)
        witness.broken.push(`${consent.id}: it is ${said([standing])}, but was ${said(consent.possible)}`);
      set(consent, [standing]);
    },
  };
  return witness;
}

const ended = (standing: Standing): Standing => ({ ...standing, status: 'ended' });
const isSame = (one: Standing, other: Standing): boolean =>
  one.status === other.status && one.level === other.level;
const said = (all: readonly Standing[]): string =>
  all.map(({ status, level }) => `${status}/${level}`).join(' or ');

function set(consent: WitnessedConsent, standings: readonly Standing[]): void {
  const possible = standings.flatMap((each): Standing[] =>
    consent.mayResume && each.status === 'paused' ? [each, { ...each, status: 'given' }] : [each],
  );
  consent.possible = possible.filter((each, at) => possible.findIndex((other) => isSame(each, other)) === at);
  const mayBeRead = possible.some(({ status }) => status === 'given');
  consent.stoppedAt = mayBeRead ? undefined : (consent.stoppedAt ?? performance.now());
}
