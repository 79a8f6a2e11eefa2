// Tells owners' apps which of their lists have changed. In: marks that the database computes. Out: names of lists, no content.
import { type ChangeableList, ownerApi } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';

/** For each list of an owner a text that is another one once the list has changed. */
export type ChangeMarks = Readonly<Record<ChangeableList, string>>;

export interface ChangeWatch {
  /**
   * Tells of every change after it has answered, until `stop`. What changed between two looks is told once.
   *
   * @throws {GatewayError} `too_many_requests`: this owner follows often enough; `temporarily_unavailable`: so many do in all
   */
  follow(ownerId: string, follower: Follower): Promise<{ stop(): void }>;
  /** Looks for whoever follows. To be called every second or so. */
  look(): Promise<void>;
  /** Ends all that follow. */
  close(): void;
}

export interface Follower {
  tell(changed: readonly ChangeableList[]): void;
  end(): void;
}

interface Followed {
  marks: ChangeMarks | undefined;
  readonly followers: Set<Follower>;
}

const MOST_OF_AN_OWNER = 4;
const MOST_IN_ALL = 1_000;
const RETRY_SECONDS = 30;

/** Across processes without a word between them: each looks at the marks of the owners that it serves. */
export function createChangeWatch(options: {
  readonly readMarks: (ownerIds: readonly string[]) => Promise<ReadonlyMap<string, ChangeMarks>>;
  /** Default: 1,000. */
  readonly mostInAll?: number;
}): ChangeWatch {
  const owners = new Map<string, Followed>();
  const all = () => [...owners.values()].flatMap(({ followers }) => [...followers]);
  const forget = (ownerId: string, follower: Follower): void => {
    const followed = owners.get(ownerId);
    followed?.followers.delete(follower);
    if (followed?.followers.size === 0) owners.delete(ownerId);
  };
  const look = async (ownerIds: readonly string[]): Promise<void> => {
    const marks = await options.readMarks(ownerIds);
    for (const ownerId of ownerIds) {
      const followed = owners.get(ownerId);
      const found = marks.get(ownerId);
      if (followed === undefined || found === undefined) continue;
      const { marks: before } = followed;
      followed.marks = found;
      if (before === undefined) continue;
      const changed = ownerApi.changeableLists.filter((list) => found[list] !== before[list]);
      if (changed.length > 0) for (const follower of followed.followers) follower.tell(changed);
    }
  };
  return {
    async follow(ownerId, follower) {
      const followed = owners.get(ownerId) ?? { marks: undefined, followers: new Set() };
      if (followed.followers.size >= MOST_OF_AN_OWNER)
        throw new GatewayError('too_many_requests', 'this owner follows changes often enough', {
          retryAfterSeconds: RETRY_SECONDS,
        });
      if (all().length >= (options.mostInAll ?? MOST_IN_ALL))
        throw new GatewayError('temporarily_unavailable', 'too many follow changes here', {
          retryAfterSeconds: RETRY_SECONDS,
        });
      owners.set(ownerId, followed);
      followed.followers.add(follower);
      try {
        if (followed.marks === undefined) await look([ownerId]);
      } catch (error) {
        forget(ownerId, follower);
        throw error;
      }
      return { stop: () => forget(ownerId, follower) };
    },
    async look() {
      if (owners.size > 0) await look([...owners.keys()]);
    },
    close() {
      for (const follower of all()) follower.end();
    },
  };
}
