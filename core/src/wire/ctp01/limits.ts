/** Limits of the CTP01 wire. Each has a unit and a reason. */

/** Bytes of one line. Real rows have about 60; a 70 kB line was seen from a confused peer. */
export const MAX_LINE_BYTES = 8 * 1024;

/** Characters of a location's name. The HTTP contract takes the same. */
export const MAX_LOCATION_LENGTH = 200;

/** Characters of a tag, reader or antenna. Real ones have up to 24. */
export const MAX_FIELD_LENGTH = 64;

/** Largest sequence number: the database keeps it in 32 bits. Real sessions stay below a million. */
export const MAX_SEQ = 2_147_483_647;

/** Largest lap that is believed, in laps. Backyard ultras have passed 100. */
export const MAX_LAP = 99_999;

/** Hours that a controller's clock may count on from the first midnight of its session: ten days. */
export const MAX_CLOCK_HOURS = 240;

/** First year that is believed. Controllers boot in 1980 and jump when somebody sets their clock. */
export const FIRST_CREDIBLE_YEAR = 2000;
