import { brotliDecompressSync } from 'node:zlib'

/** Code points that a font in the format WOFF2 has glyphs for. Source: W3C, WOFF File Format 2.0; OpenType, cmap. */
export function coverageOf(woff2: Buffer): Set<number> {
  const cmap = characterMap(woff2)
  const tables = Array.from({ length: cmap.readUInt16BE(2) }, (_, at) =>
    cmap.subarray(cmap.readUInt32BE(4 + 8 * at + 4)),
  )
  const points = new Set<number>()
  for (const table of tables) {
    if (table.readUInt16BE(0) === 4) addSegments(table, points)
    if (table.readUInt16BE(0) === 12) addGroups(table, points)
  }
  return points
}

const HEADER_BYTES = 48
/** Numbers of the tables that the format knows: those of glyphs are changed unless they say otherwise. */
const [CMAP, GLYF, LOCA, NAMED] = [0, 10, 11, 63]

function characterMap(woff2: Buffer): Buffer {
  let at = HEADER_BYTES
  const length = (): number => {
    let value = 0
    for (;;) {
      const byte = woff2.readUInt8(at++)
      value = value * 128 + (byte & 127)
      if (byte < 128) return value
    }
  }
  let start = 0
  let found: [number, number] = [0, 0]
  for (let left = woff2.readUInt16BE(12); left > 0; left -= 1) {
    const flags = woff2.readUInt8(at++)
    const [table, change] = [flags & 63, flags >> 6]
    if (table === NAMED) at += 4
    const whole = length()
    const isChanged = table === GLYF || table === LOCA ? change !== 3 : change !== 0
    const kept = isChanged ? length() : whole
    if (table === CMAP) found = [start, start + kept]
    start += kept
  }
  return brotliDecompressSync(woff2.subarray(at, at + woff2.readUInt32BE(20))).subarray(...found)
}

function addSegments(table: Buffer, points: Set<number>): void {
  const bytes = table.readUInt16BE(6)
  for (let at = 0; at < bytes; at += 2) {
    const end = table.readUInt16BE(14 + at)
    const start = table.readUInt16BE(16 + bytes + at)
    const delta = table.readUInt16BE(16 + 2 * bytes + at)
    const place = 16 + 3 * bytes + at
    const offset = table.readUInt16BE(place)
    for (let point = start; point <= end && point !== 0xffff; point += 1) {
      const glyph = offset === 0 ? point + delta : table.readUInt16BE(place + offset + 2 * (point - start))
      if (glyph % 0x10000 !== 0) points.add(point)
    }
  }
}

function addGroups(table: Buffer, points: Set<number>): void {
  for (let group = 0; group < table.readUInt32BE(12); group += 1) {
    const at = 16 + 12 * group
    for (let point = table.readUInt32BE(at); point <= table.readUInt32BE(at + 4); point += 1)
      points.add(point)
  }
}
