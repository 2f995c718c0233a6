/** What the timing port has done since it was opened. All are counts that only grow. */
export interface IngestCounters {
  connections: number;
  connectionsRefused: number;
  signInsRefused: number;
  bytes: number;
  lines: number;
  reads: number;
  /** Rows that were there already, or from too many locations. */
  notAccepted: number;
  rejected: number;
}

export function newCounters(): IngestCounters {
  return {
    connections: 0,
    connectionsRefused: 0,
    signInsRefused: 0,
    bytes: 0,
    lines: 0,
    reads: 0,
    notAccepted: 0,
    rejected: 0,
  };
}
