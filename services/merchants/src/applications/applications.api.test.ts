import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '@tradewind/kernel'
import { testHost } from '@tradewind/platform/testing'
import { merchantsService } from '../service.ts'

const host = await testHost({ services: [merchantsService] })
const { merchants } = host.calls
const operator = host.ctx({ actor: host.operator() })
const buyer = () => host.ctx({ actor: host.buyer() })

const COMPANY = {
  companyName: 'Kiln & Glaze Ltd',
  country: 'GB',
  registrationNumber: '01234567',
  contactName: 'Rowan',
  phone: '+442071234567',
  storeName: 'Kiln & Glaze',
  currency: 'GBP',
  documents: [],
}
const TERMS = {
  businessModel: 'recruited',
  commissionBasisPoints: 1200,
  settlementPeriod: 'monthly',
} as const

const facts = async (key: string) => {
  const { rows } = await host.db.pool.query<{ type: string; payload: unknown }>(
    'select type, payload from merchants.outbox where key = $1 order by id',
    [key],
  )
  return rows
}

describe('an application to sell', () => {
  it('is reviewed and opens a store under the agreed terms', async () => {
    const ctx = buyer()
    const document = newId('fil')
    const application = await merchants.apply(ctx, {
      ...COMPANY,
      taxNumber: 'GB 999',
      documents: [document, document],
    })
    expect(application).toMatchObject({ ...COMPANY, taxNumber: 'GB 999', documents: [document] })
    expect(application).toMatchObject({ status: 'submitted', storeId: null, decidedAt: null, version: 1 })
    const { items } = await merchants.listApplications(operator, { status: 'submitted' })
    expect(items).toContainEqual(application)

    const approved = await merchants.approve(operator, { applicationId: application.id, ...TERMS })
    expect(approved).toMatchObject({
      status: 'approved',
      version: 2,
      storeId: expect.stringMatching(/^sto_/),
    })
    expect(await merchants.myApplications(ctx, {})).toEqual({ items: [approved] })
    const storeId = approved.storeId ?? ''
    const [store] = await merchants.getStores(host.ctx(), { storeIds: [storeId] })
    expect(store).toMatchObject({
      id: storeId,
      slug: 'kiln-glaze',
      name: { en: 'Kiln & Glaze' },
      country: 'GB',
      currency: 'GBP',
      status: 'open',
      contract: { storeId, ...TERMS },
    })
    const { applicantId } = application
    expect(await facts(storeId)).toEqual([
      { type: 'merchants.store-opened.v1', payload: { storeId, ownerId: applicantId } },
    ])
    expect(await facts(application.id)).toEqual([
      {
        type: 'merchants.application-decided.v1',
        payload: {
          applicationId: application.id,
          applicantId,
          approved: true,
          storeName: 'Kiln & Glaze',
          reason: null,
        },
      },
    ])
  })

  it('may be declined with a reason, and then made again', async () => {
    const ctx = buyer()
    const { id: applicationId } = await merchants.apply(ctx, COMPANY)
    const rejected = await merchants.reject(operator, {
      applicationId,
      reason: 'The register does not know you.',
    })
    expect(rejected).toMatchObject({
      status: 'rejected',
      reason: 'The register does not know you.',
      storeId: null,
    })
    expect(await facts(applicationId)).toMatchObject([
      { payload: { approved: false, reason: rejected.reason } },
    ])
    expect((await merchants.apply(ctx, COMPANY)).status).toBe('submitted')
  })

  it('waits alone: a second one of the same person is refused', async () => {
    const ctx = buyer()
    const answers = await Promise.allSettled([1, 2, 3].map(() => merchants.apply(ctx, COMPANY)))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason).toMatchObject({ status: 409, code: 'merchants.already-applied' })
  })

  it('is decided once, whatever is tried and by how many at once', async () => {
    const decisions = fc.array(fc.constantFrom('approve', 'reject'), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(decisions, fc.boolean(), async (tried, atOnce) => {
        const { id: applicationId } = await merchants.apply(buyer(), COMPANY)
        const decide = (what: string) =>
          what === 'approve'
            ? merchants.approve(operator, { applicationId, ...TERMS })
            : merchants.reject(operator, { applicationId, reason: 'No room left.' })
        const answers: PromiseSettledResult<{ status: string }>[] = []
        if (atOnce) answers.push(...(await Promise.allSettled(tried.map(decide))))
        else for (const what of tried) answers.push(...(await Promise.allSettled([decide(what)])))

        const won = answers.filter((answer) => answer.status === 'fulfilled')
        expect(won).toHaveLength(1)
        for (const answer of answers)
          if (answer.status === 'rejected')
            expect(answer.reason).toMatchObject({
              status: 409,
              code: 'merchants.already-decided',
              state: { status: won[0]?.value.status },
            })
        expect(await facts(applicationId)).toHaveLength(1)
      }),
      { numRuns: 15 },
    )
  })

  it('of another person is not shown, and one that does not exist cannot be decided', async () => {
    await merchants.apply(buyer(), COMPANY)
    expect((await merchants.myApplications(buyer(), {})).items).toEqual([])
    const nowhere = merchants.approve(operator, { applicationId: newId('apl'), ...TERMS })
    await expect(nowhere).rejects.toMatchObject({ status: 404 })
  })

  it('needs a currency that exists', async () => {
    const attempt = merchants.apply(buyer(), { ...COMPANY, currency: 'XYZ' })
    await expect(attempt).rejects.toMatchObject({ status: 400, fields: [{ path: 'currency' }] })
  })

  it('is listed for the operator page by page, newest first', async () => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await merchants.listApplications(operator, { limit: 4, cursor })
      all.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(all).toEqual(all.toSorted().toReversed())
    const whole = await merchants.listApplications(operator, { limit: 100 })
    expect(all).toEqual(whole.items.map(({ id }) => id))
    const waiting = await merchants.listApplications(operator, { status: 'submitted', limit: 100 })
    expect(waiting.items).toEqual(whole.items.filter(({ status }) => status === 'submitted'))
    const broken = merchants.listApplications(operator, { cursor: 'nonsense' })
    await expect(broken).rejects.toMatchObject({ status: 400, code: 'platform.bad-cursor' })
  })
})
