import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dashboardFolder } from '@parley/dashboard';
import type { DashboardFiles } from '../../dashboard/dashboard-files.ts';

/**
 * The built dashboard, whole, in memory: what is asked for is looked up by name, so that no path ever leads out of it.
 *
 * @throws where it is not built
 */
export async function readDashboardFiles(): Promise<DashboardFiles> {
  const root = fileURLToPath(dashboardFolder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new Error("The dashboard is not built: run 'npm run build', or unset PARLEY_DASHBOARD.", { cause });
  });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(
        async (path): Promise<[string, Buffer]> => [
          relative(root, path).replaceAll('\\', '/'),
          await readFile(path),
        ],
      ),
    ),
  );
}
