/** Documentation of what is served beside the operations: uploads, webhooks, discovery, health. */
export const EXTRA_PATHS: Record<string, Record<string, unknown>> = {
  '/api/catalog/files': {
    post: {
      operationId: 'catalog.uploadFile',
      tags: ['catalog'],
      summary: 'Upload a picture or a document',
      'x-capability': 'file.upload',
      'x-role': 'buyer',
      'x-idempotent': false,
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file', 'purpose'],
              properties: {
                file: { type: 'string', format: 'binary' },
                purpose: { type: 'string', enum: ['picture', 'document'] },
              },
            },
          },
        },
      },
      responses: { 200: { description: 'The stored file' } },
    },
  },
  '/api/payments/admin/disputes/{disputeId}/files': {
    post: {
      operationId: 'payments.uploadEvidence',
      tags: ['payments'],
      summary: 'Hand in a PDF, JPEG or PNG that the answer to a dispute may name',
      'x-capability': 'admin.dispute.file.upload',
      'x-role': 'operator',
      'x-permission': 'disputes.write',
      'x-idempotent': false,
      parameters: [{ name: 'disputeId', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
      responses: { 201: { description: 'The stored file: id, name and an address for five minutes' } },
    },
  },
  '/api/orders/merchant/orders/{subOrderId}/parcels/{parcelId}/papers/{paper}': {
    get: {
      operationId: 'orders.parcelPaper',
      tags: ['orders'],
      summary:
        'A customs paper of a parcel that leaves for abroad: CN 22 or CN 23, or the commercial invoice',
      'x-capability': 'merchant.parcel.paper',
      'x-role': 'merchant',
      'x-permission': 'orders.write',
      'x-owner': 'subOrderId',
      'x-idempotent': false,
      parameters: [
        { name: 'subOrderId', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'parcelId', in: 'path', required: true, schema: { type: 'string' } },
        {
          name: 'paper',
          in: 'path',
          required: true,
          schema: { type: 'string', enum: ['declaration', 'invoice'] },
        },
      ],
      responses: {
        200: { description: 'The paper', content: { 'application/pdf': {} } },
        404: { description: 'Another’s parcel, or one that stays in the country or union' },
      },
    },
  },
  '/api/privacy/export': {
    get: {
      operationId: 'privacy.export',
      tags: ['privacy'],
      summary: 'Everything that is held of the caller, as a file; asks for a proof of the last ten minutes',
      'x-capability': 'privacy.export',
      'x-role': 'buyer',
      'x-idempotent': false,
      responses: {
        200: { description: 'See docs/guides/personal-data.md', content: { 'application/json': {} } },
        403: { description: 'The caller has not proved within ten minutes who they are' },
      },
    },
  },
  '/api/favourites/unsubscribe/one-click': {
    post: {
      operationId: 'favourites.oneClick',
      tags: ['favourites'],
      summary: 'End mails about followed stores, as mail programs ask for it (RFC 8058)',
      'x-capability': 'follow.mail.end-at-once',
      'x-role': 'anonymous',
      'x-idempotent': true,
      parameters: [{ name: 'token', in: 'query', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: 'Ended' }, 422: { description: 'No token of ours' } },
    },
  },
  '/api/payments/webhooks/{provider}': {
    post: {
      operationId: 'payments.webhook',
      tags: ['payments'],
      summary: 'What a payment provider reports, signed over the raw body',
      'x-capability': 'payment.webhook',
      'x-role': 'anonymous',
      'x-idempotent': true,
      parameters: [{ name: 'provider', in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: { 200: { description: 'Stored' }, 401: { description: 'Unsigned, altered or too old' } },
    },
  },
  '/.well-known/openid-configuration': {
    get: {
      operationId: 'identity.discovery',
      tags: ['identity'],
      summary: 'OpenID Connect discovery: issuer and where its keys are',
      'x-capability': 'identity.discovery',
      'x-role': 'anonymous',
      'x-idempotent': false,
      responses: { 200: { description: 'The discovery document' } },
    },
  },
  '/.well-known/jwks.json': {
    get: {
      operationId: 'identity.keys',
      tags: ['identity'],
      summary: 'Public keys of access tokens, RFC 7517',
      'x-capability': 'identity.keys',
      'x-role': 'anonymous',
      'x-idempotent': false,
      responses: { 200: { description: 'A JWK set' } },
    },
  },
}
