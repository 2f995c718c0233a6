/** Limits of the recording. Each has a unit in its name and a reason. */

/** A new file is begun beyond this size: small enough to check, copy and archive, large enough for a whole race day. */
export const SEGMENT_BYTES = 64 * 1024 * 1024;

/** No block is larger: one socket chunk is 64 KiB, so a greater length is damage and never worth allocating. */
export const BLOCK_BODY_BYTES = 1024 * 1024;

/** Bytes read from a segment at a time. Must hold the largest block. */
export const READ_WINDOW_BYTES = 2 * 1024 * 1024;

/** Buffers written by one call: the smallest limit of the systems that we run on (IOV_MAX). */
export const GROUP_BLOCKS = 1024;

/** Wait between two attempts while the disk is full or broken. Short: timing software waits on the other end. */
export const RETRY_AFTER_MS = 500;
