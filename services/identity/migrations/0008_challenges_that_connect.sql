alter table challenges
  add column link_issuer text,
  add column link_subject text,
  add check ((link_issuer is null) = (link_subject is null));
comment on column challenges.link_issuer is 'Address of the issuer whose account is connected once the code was right; null where none is';
comment on column challenges.link_subject is 'The person''s name there';
