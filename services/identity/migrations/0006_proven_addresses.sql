alter table users add column address_proven_at timestamptz;
comment on column users.address_proven_at is 'When its owner showed that they read its mail, or the house or an issuer vouched for it; until then the first reset ends every other way in, since a stranger may have registered it';
-- The house's own people were never registered by strangers.
update users set address_proven_at = created_at where operator or demo;
