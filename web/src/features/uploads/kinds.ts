import resultsSampleUrl from './samples/results.csv?url';
import rosterSampleUrl from './samples/roster.csv?url';

export type UploadKind = 'roster' | 'results';

/** What the two uploads say, and the file that shows how theirs should look. */
export const KINDS: Record<
  UploadKind,
  { title: string; one: string; many: string; sampleUrl: string; columns: string }
> = {
  roster: {
    title: 'Roster',
    one: 'entry',
    many: 'entries',
    sampleUrl: rosterSampleUrl,
    columns: 'bib and name; also chip, sex, age, city, country, club, race, wave, division',
  },
  results: {
    title: 'Results',
    one: 'result',
    many: 'results',
    sampleUrl: resultsSampleUrl,
    columns: 'bib; also status, gun time, chip time and places',
  },
};
