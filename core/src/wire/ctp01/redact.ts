/** What stands in place of a secret. */
const HIDDEN = '***';

/**
 * A line as it may be logged and recorded: the response of a sign-in is hidden (for `plaintext` it is the password
 * itself, for the others it can be tried against word lists), and so is the password of an address `user:password@`.
 */
export function redactLine(line: string): string {
  // Rows hold no secrets, and thousands of them come in a second.
  if (line.startsWith('CT01_')) return line;
  // Not only at the start: letters in front keep a line from being a sign-in, but not from holding a password.
  const withoutResponse = line.replace(/(authorize~[^~]*~).*/is, isAnswer(line) ? '$&' : `$1${HIDDEN}`);
  return withoutResponse.replace(/(:\/\/[^/\s:@~]*:)[^/\s@~]*@/g, `$1${HIDDEN}@`);
}

function isAnswer(line: string): boolean {
  return /^(ack|err)~/i.test(line);
}
