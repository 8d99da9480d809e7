/** A file that is none of ours, or broken, from this line on. */
export class UnreadableFile extends Error {
  readonly line: number
  constructor(line: number) {
    super(`unreadable from line ${line}`)
    this.line = line
  }
}
