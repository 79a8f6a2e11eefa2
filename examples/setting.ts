/** A setting of an example, from the environment. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value !== undefined && value !== '') return value;
  console.error(
    `${name} is not set. While npm start runs, its settings are in .parley/demo:\n` +
      '  node scripts/run.mjs --env-file=.parley/demo/alice.env examples/… (an owner)\n' +
      '  node scripts/run.mjs --env-file=.parley/demo/vendor.env examples/… (a vendor)',
  );
  process.exit(2);
}
