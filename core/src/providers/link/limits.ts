/**
 * Most rows that share a key (a bib, a name, an e-mail address) and are still compared with each other. A club that
 * registers everybody with one address, or two hundred people called `Guest Runner`, say nothing about who is who; and
 * the comparison of all with all stays bounded.
 */
export const ROWS_PER_KEY = 60;

/** Shortest foreign identifier, in characters, that is proof by itself: shorter ones are row numbers of spreadsheets. */
export const FOREIGN_ID_CHARACTERS = 4;

/** Ages that still are the same, in years: some count on the day of the race, others at its year's end. */
export const AGE_SLACK_YEARS = 1;

/** Days between the first days of one event at two providers: one counts from the expo on Friday. */
export const EVENT_DAYS_APART = 1;

/** Share of the words of the shorter title that the other has too, for two events to be suggested as one. */
export const EVENT_LIKENESS = 0.6;

/** Distances that are one course, as a share: 3.1 miles and 5K, 26.2 and 42.195. */
export const RACE_DISTANCE_SLACK = 0.02;
