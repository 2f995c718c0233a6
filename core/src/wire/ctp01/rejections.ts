/** Why a line that claims to be something we know cannot be used. The line itself is always kept. */
export const REJECTIONS = {
  oversized: 'The line is longer than 8 KiB.',
  'control-character': 'The line holds control characters.',
  'bad-format-word':
    'The row begins with a format word other than CT01_11 to CT01_55, or uses another separator.',
  'missing-field': 'A field that the line must have is missing or empty.',
  'field-too-long': 'A field is longer than its limit.',
  'bad-seq': 'The sequence number is not a whole number from 1.',
  'bad-time': 'The time is none of the four formats, or no possible time.',
} as const;

export type RejectReason = keyof typeof REJECTIONS;

/** A line that cannot be used: the reason, the field at fault when there is one, and what stood there. */
export interface Rejected {
  kind: 'rejected';
  reason: RejectReason;
  field?: string;
  detail: string;
}

/** Characters of a rejected field that are repeated in the detail. */
const DETAIL_LENGTH = 40;

/** Make a rejection; the detail is cut, because it goes to screens and logs. */
export function reject(reason: RejectReason, field?: string, detail = ''): Rejected {
  const shown = detail.length > DETAIL_LENGTH ? `${detail.slice(0, DETAIL_LENGTH)}…` : detail;
  return { kind: 'rejected', reason, ...(field === undefined ? {} : { field }), detail: shown };
}
