/** One person on the start list, as screens may show them. No contact data and no birth date is kept. */
export interface RosterEntry {
  bib: string;
  chips: string[];
  firstName: string;
  lastName: string;
  sex: string;
  /** Whole years, or null when the list does not tell. */
  age: number | null;
  city: string;
  region: string;
  country: string;
  club: string;
  race: string;
  wave: string;
  division: string;
  note: string;
}
