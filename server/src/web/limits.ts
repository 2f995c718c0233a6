/** Limits of fetching a page or a picture from the web: name, unit, reason. */
export const WEB_LIMITS = {
  /** Redirects that are followed: from http to https, to www, and one more. */
  redirects: 3,
  /** The whole of a fetch with its redirects, in ms: somebody looks at a dialog. */
  timeoutMs: 5_000,
  /** All fetches of one look at a site, in ms: the page, and its style sheets beside each other. */
  siteMs: 10_000,
  /** Bytes of a page or a style sheet, unpacked. */
  textBytes: 2 * 1024 * 1024,
  /** Bytes of a picture, unpacked. */
  imageBytes: 20 * 1024 * 1024,
  /** Bytes of the head of an answer. */
  headBytes: 16 * 1024,
  /** Style sheets of a page that are read, those that they import among them: the first ones hold the brand. */
  stylesheets: 6,
  /** How long reading what was fetched may take, in ms: a hundred times what honest pages take. */
  readMs: 5_000,
  /** Memory of the thread that reads it, in MB. */
  readMemoryMb: 256,
  /** Declarations that are looked at, of all style sheets: the largest frameworks have 20,000. */
  declarations: 40_000,
  /** Elements inside of each other: honest pages go 40 deep, and deeper is read slower and slower. */
  nesting: 500,
  /** Variables of a style sheet that stand for variables: honest ones go two deep. */
  variableDepth: 6,
  /** Characters of one value in a style sheet that is looked at: longer ones are pictures in disguise. */
  valueLength: 2_000,
  /** Colours, fonts and pictures that are proposed: what one looks at before choosing. */
  colours: 12,
  greys: 6,
  fonts: 6,
  pictures: 24,
  /** Characters of a title and of a picture's words. */
  words: 200,
  /** Fetches of one partner at the same time, and those that wait. */
  atOncePerPartner: 2,
  waiting: 12,
  /** Fetches at the same time of all partners together: 120 MB of pictures at worst. */
  atOnce: 6,
} as const;
