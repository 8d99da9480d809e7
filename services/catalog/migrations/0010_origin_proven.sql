alter table catalog.products add column origin_proven boolean not null default false;
comment on column catalog.products.origin_proven is 'Whether the store can prove the origin with the parcel, by a statement on origin or a certificate';
