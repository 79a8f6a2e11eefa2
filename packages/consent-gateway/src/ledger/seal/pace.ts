const STRETCHED_SECONDS = 60;
/** As many waiting blocks as make the pace a second slower. */
const BLOCKS_A_SECOND = 10;

/** How old an owner's last block must be before the next one is made: `everySeconds`, stretched to 60 s while blocks wait for their pods. */
export function blockPace(waiting: number, everySeconds: number): { seconds: number; behind: number } {
  return {
    seconds: Math.min(STRETCHED_SECONDS, everySeconds + Math.floor(waiting / BLOCKS_A_SECOND)),
    behind: STRETCHED_SECONDS,
  };
}

/** No more than this many need to be counted: the pace is slowest there. */
export const WAITING_THAT_COUNT = STRETCHED_SECONDS * BLOCKS_A_SECOND;

const LONGEST_SECONDS = 300;

/** Seconds until the next try: twice as long each time, up to five minutes, and never the same for many at once. */
export function retryDelay(attempts: number, random: () => number): number {
  return Math.min(LONGEST_SECONDS, 2 ** Math.min(attempts, 10)) * (0.5 + random());
}
