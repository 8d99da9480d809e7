import { openMall } from '../mall.testing.ts'
import { tellAttacks } from './attacks.testing.ts'
import { tellFinding } from './finding.testing.ts'
import { tellFrequentWords } from './frequent.testing.ts'
import { tellLanguageRules } from './language-rules.testing.ts'
import { tellLists } from './lists.testing.ts'

// One mall for all of them: a file of tests of its own would start another.
const mall = await openMall()

tellLists(mall)
tellFinding(mall)
tellLanguageRules(mall)
tellAttacks(mall)
tellFrequentWords(mall)
