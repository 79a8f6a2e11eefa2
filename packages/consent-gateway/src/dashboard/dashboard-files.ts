/** The files of the built dashboard by their paths, such as `index.html` or `assets/index-1a2b3c.js`. */
export type DashboardFiles = ReadonlyMap<string, Uint8Array>;
