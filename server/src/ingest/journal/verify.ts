import { type JournalBlock, NO_HASH } from './block.ts';

/** The first thing that does not fit in a stream's recording. */
export type ChainProblem =
  /** The first block found is not the opening one: what came before is missing. */
  | 'beginning-missing'
  /** A block between its neighbours was removed, changed or moved. */
  | 'chain-broken'
  /** Line numbers jump. */
  | 'lines-missing';

export interface ChainReport {
  blocks: number;
  lines: number;
  /** True when the recording ends with the closing note; without it the last blocks could be missing. */
  closed: boolean;
  problem: { code: ChainProblem; atBlock: number } | null;
}

/** Follows the blocks of one stream and says whether they are the whole, unchanged recording. */
export class ChainCheck {
  #previousHash: Buffer = NO_HASH;
  #nextLine = 1;
  readonly #report: ChainReport = { blocks: 0, lines: 0, closed: false, problem: null };

  add(block: JournalBlock): void {
    const report = this.#report;
    report.problem ??= this.#problemOf(block);
    report.blocks += 1;
    report.lines += block.lineCount;
    report.closed = block.kind === 'close';
    this.#previousHash = Buffer.from(block.hash);
    this.#nextLine = block.firstLine + block.lineCount;
  }

  report(): ChainReport {
    return this.#report;
  }

  #problemOf(block: JournalBlock): ChainReport['problem'] {
    const atBlock = this.#report.blocks;
    if (atBlock === 0 && block.kind !== 'open') return { code: 'beginning-missing', atBlock };
    if (!block.previousHash.equals(this.#previousHash)) return { code: 'chain-broken', atBlock };
    if (block.firstLine !== this.#nextLine) return { code: 'lines-missing', atBlock };
    return null;
  }
}
