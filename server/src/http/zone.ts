import { ProblemError } from '@project88/core/contract/errors.ts';

/** As the zone data writes it: `europe/athens` is `Europe/Athens`. An offset is no zone: its clocks never change. Throws `VALIDATION_FAILED`. */
export function zoneOf(text: string): string {
  try {
    if (!/^[a-z]/i.test(text)) throw new RangeError('no name');
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    const message = 'must be an IANA time zone such as Europe/Athens';
    throw new ProblemError('VALIDATION_FAILED', {}, [{ path: 'timeZone', message }]);
  }
}
