/** A way of attacking Parley, and how each of its cases is refused. */
export interface Attack {
  readonly number: number;
  /** What somebody tries. */
  readonly attack: string;
  readonly place: Place;
  readonly enforcedBy: readonly Enforcer[];
  /** By its letter; the only case of an attack that has one alone is `''`. */
  readonly cases: Readonly<Record<string, AttackCase>>;
}

/** What is tried, and what it gets. */
export type AttackCase = readonly [tried: string, refusal: string];

export type Place =
  | 'authorization server'
  | 'read API'
  | 'authorization server, read API'
  | 'owner API'
  | 'every route'
  | 'pages'
  | 'vendor SDK'
  | 'pod'
  | 'all';

export type Enforcer =
  /** oidc-provider or jose as they come. */
  | 'library'
  /** The library, by a setting or a hook of ours: to lose it would open the door, so one was broken on purpose. */
  | 'setting'
  | 'own code'
  | 'pod server';

/** A guard that was broken by hand, once, to see that a test notices. */
export interface BrokenGuard {
  /** What the guard sees to. */
  readonly guard: string;
  /** Where it is: a path in the repository. */
  readonly file: string;
  /** What was taken out or changed. */
  readonly broken: string;
  /** The cases whose tests went red. */
  readonly red: readonly string[];
}

/** How a test's title names a case: `A07b`. */
export const markOf = ({ number }: Pick<Attack, 'number'>, letter: string): string =>
  `A${String(number).padStart(2, '0')}${letter}`;
