/** Limits of stored templates: name, unit, reason. */
export const TEMPLATE_STORE_LIMITS = {
  /** Bytes of a request with a document: 200 blocks with long texts are below 400 KB. */
  documentBytes: 1024 * 1024,
  /** Problems of a document that an answer lists; all are counted. */
  listedProblems: 100,
  /** Display sessions that an answer names as users of a template. */
  listedUses: 50,
  /** How long the saves of one person count as one change in the audit log, in ms. */
  oneChangeMs: 3_600_000,
} as const;
