import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * A path inside the checkout.
 * @param {...string} parts
 */
export const inRoot = (...parts) => join(ROOT, ...parts);

export const SERVER_FOLDER = inRoot('dist', 'server');
export const SERVER_BUNDLE = inRoot('dist', 'server', 'main.mjs');
export const P88_BUNDLE = inRoot('dist', 'server', 'p88.mjs');
