/**
 * The folder of the built dashboard: `index.html`, `assets/` and `hash.json`. Any static web server can serve it; what else that
 * has to answer is on the page about the dashboard. It is there once the package is built.
 *
 * @example readFileSync(new URL('index.html', dashboardFolder), 'utf8')
 */
export const dashboardFolder: URL = new URL('../dist/app/', import.meta.url);
