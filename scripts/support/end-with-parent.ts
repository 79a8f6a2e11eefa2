/**
 * What node and its environment are given so that the program ends when this process is gone, however that ended: nothing is left
 * behind, not even by kill -9.
 */
export const endWithParent = {
  nodeArguments: [`--import=${new URL('end-with-parent.mjs', import.meta.url).href}`],
  environment: { END_WITH_PROCESS: String(process.pid) },
} as const;
