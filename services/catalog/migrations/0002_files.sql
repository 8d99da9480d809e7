create table files (
  id text collate "C" primary key,
  owner_id text collate "C" not null,
  store_id text collate "C",
  purpose text not null check (purpose in ('picture', 'document')),
  name text not null,
  picture jsonb,
  document jsonb,
  import_key text collate "C",
  created_at timestamptz not null default now(),
  check ((picture is null) = (purpose = 'document')),
  check ((document is null) = (purpose = 'picture'))
);
create unique index files_import on files (coalesce(store_id, ''), import_key) where import_key is not null;
create index files_owner on files (owner_id);
comment on table files is 'Uploaded files: pictures are public, documents are for their owner and for operators';
comment on column files.owner_id is 'Who uploaded it: usr_…, or the name of a service';
comment on column files.store_id is 'Store whose goods may show the picture; null on an import for the whole house, and on a person''s own files';
comment on column files.name is 'As the sender called it';
comment on column files.picture is 'Where the picture is and in which widths, as it is answered';
comment on column files.document is 'Where the document is kept, its type and size in bytes';
comment on column files.import_key is 'Key under which an import brought it; the same key again is the same file';

alter table files enable row level security;
create policy own_files on files to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true) or (store_id is null and purpose = 'picture'))
  with check (store_id = current_setting('tradewind.store_id', true));
