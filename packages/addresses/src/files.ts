import type { RegionRow, ShapeRow } from './source.ts'

interface Read {
  shapes: Readonly<Record<string, ShapeRow>>
  regions: Readonly<Record<string, readonly RegionRow[]>>
}

/** What is kept of the metadata, by file: the shapes in one, the regions in one for each country. */
export function filesOf({ shapes, regions }: Read): Record<string, string> {
  const files: Record<string, string> = { './data/shapes.json': linesOf(shapes) }
  for (const [country, rows] of Object.entries(regions))
    files[`./data/regions/${country}.json`] = `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`
  // Literal imports, so that a bundler makes a file of each country's regions.
  const loaders = Object.keys(regions).map(
    (country) =>
      `  ${country}: () => import('./data/regions/${country}.json', { with: { type: 'json' } }),\n`,
  )
  files['./region-files.gen.ts'] =
    `/** Loads the regions of a country; made by \`npm run generate\`. */\nexport const REGION_FILES = {\n${loaders.join('')}}\n`
  return files
}

const linesOf = (rows: Readonly<Record<string, object>>): string =>
  `{\n${Object.entries(rows)
    .map(([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`)
    .join(',\n')}\n}\n`
