/** Largest file that is sent: the server's own limit, said before minutes of upload. */
export const UPLOAD_LIMIT_BYTES = 64 * 1024 * 1024;

export type FileProblem = { code: 'EMPTY' | 'TOO_LARGE' | 'WRONG_KIND'; message: string };
export type CheckedFile = { contentType: 'text/csv' | 'application/json' } | { problem: FileProblem };

const CSV_ENDINGS = ['csv', 'txt', 'tsv'];

/** What a chosen file is sent as, or why it is not sent. Only name and size count; the server reads the content. */
export function checkFile(name: string, sizeBytes: number): CheckedFile {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (sizeBytes === 0) return problem('EMPTY', `${name} is empty.`);
  if (sizeBytes > UPLOAD_LIMIT_BYTES) {
    return problem('TOO_LARGE', `${name} is larger than 64 MB. A start list of 100,000 is about 10 MB.`);
  }
  if (ending === 'json') return { contentType: 'application/json' };
  if (CSV_ENDINGS.includes(ending)) return { contentType: 'text/csv' };
  return problem('WRONG_KIND', `${name} is neither CSV nor JSON. In a spreadsheet, save it as CSV.`);
}

function problem(code: FileProblem['code'], message: string): CheckedFile {
  return { problem: { code, message } };
}
