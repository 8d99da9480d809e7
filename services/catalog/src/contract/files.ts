import { Type } from 'typebox'
import { Exact, Id, Nullable, PictureSchema, route } from '@tradewind/platform/contract'

/**
 * An uploaded file. `POST /api/catalog/files` (multipart, field `file`, `purpose` picture, review or document) answers
 * this; pictures of goods come from those who sell, `review` is a buyer's picture of what they bought.
 */
export const UploadedFile = Type.Object({
  id: Id('fil'),
  purpose: Type.Enum(['picture', 'review', 'document']),
  picture: Nullable(PictureSchema),
  name: Type.String(),
})

export const files = {
  getDocument: route({
    method: 'GET',
    path: '/documents/{fileId}',
    capability: 'file.document.get',
    role: 'buyer',
    owner: 'fileId',
    summary: 'An address that downloads a document for five minutes; for its owner and for operators',
    input: Exact({ fileId: Id('fil') }),
    output: Type.Object({ name: Type.String(), url: Type.String() }),
  }),
  importPictures: route({
    method: 'POST',
    path: '/internal/pictures/import',
    capability: 'catalog.pictures.import',
    role: 'system',
    summary: 'Pictures from files on the server’s own disk, by key; repeating changes nothing',
    input: Exact({
      storeId: Nullable(Id('sto')),
      pictures: Type.Array(
        Exact({
          key: Type.String({ maxLength: 300 }),
          file: Type.String({ maxLength: 1000 }),
          alt: Type.Optional(Type.String({ maxLength: 300 })),
        }),
        { maxItems: 100 },
      ),
    }),
    output: Type.Object({
      pictures: Type.Array(Type.Object({ key: Type.String(), id: Id('fil') })),
      errors: Type.Array(Type.Object({ key: Type.String(), code: Type.String() })),
    }),
  }),
  getFiles: route({
    method: 'POST',
    path: '/internal/files',
    capability: 'catalog.files.get',
    role: 'system',
    summary: 'Which files a person uploaded, for applications and reviews',
    input: Exact({ fileIds: Type.Array(Id('fil'), { maxItems: 100 }) }),
    output: Type.Array(
      Type.Object({
        id: Id('fil'),
        ownerId: Type.String(),
        name: Type.String(),
        picture: Nullable(PictureSchema),
      }),
    ),
  }),
}
