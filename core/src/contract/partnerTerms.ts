/** Days in which a deleted partner can be restored: long enough to notice over a holiday, short enough to be a deletion. */
export const PARTNER_RESTORE_DAYS = 30;
