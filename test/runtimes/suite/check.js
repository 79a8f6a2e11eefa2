// Assertions with nothing but the language: they run wherever the suite runs.

/** @type {(value: unknown) => string} */
const text = (value) => JSON.stringify(value) ?? String(value);

/**
 * Both are the same as JSON.
 *
 * @param {unknown} actual @param {unknown} expected
 */
export function same(actual, expected) {
  if (text(actual) !== text(expected)) throw new Error(`is ${text(actual)}, should be ${text(expected)}`);
}

/**
 * The promise is rejected with an error of the SDK that has these members.
 *
 * @param {Promise<unknown>} promise @param {Record<string, unknown>} expected
 */
export async function rejects(promise, expected) {
  const error = await promise.then(
    () => undefined,
    (/** @type {Record<string, unknown>} */ fault) => fault,
  );
  if (error === undefined) throw new Error(`should be rejected with ${text(expected)}`);
  const found = Object.fromEntries(Object.keys(expected).map((name) => [name, error[name]]));
  if (text(found) !== text(expected))
    throw new Error(`${error}: ${text(found)}, should be ${text(expected)}`);
  same(error['name'], 'VendorSdkError');
}

/**
 * @template T
 * @param {AsyncIterable<T>} listing
 */
export async function all(listing) {
  const items = [];
  for await (const item of listing) items.push(item);
  return items;
}
