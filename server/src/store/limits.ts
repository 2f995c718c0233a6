/**
 * How much of something a partner may have, unless a platform administrator decided otherwise for this partner. Numbers
 * that no honest partner reaches: they keep a mistake or an attack from filling the tables that all share.
 */
export const QUOTA_DEFAULTS = {
  /** People who may sign in, with open invitations: the staff of a large timing company is about fifty. */
  users: 500,
  /** Display sessions that are not expired: twenty screens at each of twenty-five events in a week. */
  displaySessions: 500,
  /** Display links that work: ten for each of them. */
  displayLinks: 5_000,
  /** API keys that work, without those that another one took over from. */
  apiKeys: 100,
  /** Timing keys that work: two for each of fifty timing computers. The timing port keeps them all in memory. */
  timingKeys: 100,
  /** Custom roles: the list is read in one go. */
  customRoles: 100,
  /** Presets for display sessions: a few for every event of a season. */
  presets: 500,
  /** Playlists: one for every screen of a season. */
  playlists: 500,
  /** Templates, with those in the archive: several for every event of a season. */
  templates: 1_000,
  /** Published versions of all of them: each stays as long as its template. */
  templateVersions: 20_000,
  /** Pictures: the logos and backgrounds of five hundred events. */
  assets: 5_000,
  /** Megabytes of pictures in all their sizes, each 10^6 bytes: a photo in full width takes about one. */
  assetMegabytes: 2_000,
} as const;
