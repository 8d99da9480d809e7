import { tellConsents } from './consents/consents.testing.ts'
import { tellErasure } from './erasing/erase.testing.ts'
import { tellObstacles } from './erasing/obstacles.testing.ts'
import { tellExport } from './exporting/export.testing.ts'
import { openMall } from './privacy.testing.ts'

// One mall for all of them: a file of tests of its own would start another.
const mall = await openMall()

tellExport(mall)
tellObstacles(mall)
tellErasure(mall)
tellConsents(mall)
