-- Reviews are a service of their own; nobody could write one here, and an import brings its own again.
drop table reviews;

alter table files drop constraint files_purpose_check, drop constraint files_check1;
alter table files add constraint files_purpose_check check (purpose in ('picture', 'review', 'document')),
  add constraint files_document_check check ((document is null) = (purpose <> 'document'));
comment on table files is 'Uploaded files: pictures of goods and of reviews are public, documents are for their owner and for operators';
create index files_reviews_of_owner on files (owner_id, created_at) where purpose = 'review';
