/** An expected failure: its message is the one sentence that the person at the keyboard needs. */
export class Failure extends Error {}

/**
 * Tell what is going on. On stderr, so that stdout belongs to the command (a benchmark's last line is JSON).
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}
