/** Limits of a template pack: name, unit, reason. */
export const PACK_LIMITS = {
  /** Templates of one pack: all of a season. */
  templates: 100,
  /** Pictures of one pack. */
  assets: 300,
  /** Bytes of one template: the same as of a save. */
  templateBytes: 1024 * 1024,
  /** Bytes of one picture: in its largest size as it is kept. */
  assetBytes: 16 * 1024 * 1024,
  /** Bytes of the manifest: all templates and pictures with the longest names are below it. */
  manifestBytes: 512 * 1024,
  /** Bytes of the file: what a venue's line uploads in a minute. */
  packBytes: 64 * 1024 * 1024,
  /** Bytes of everything unpacked. Pictures hardly shrink, so that an honest pack is about as large as its file. */
  unpackedBytes: 96 * 1024 * 1024,
} as const;
