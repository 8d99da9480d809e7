create table orders.customs_ids (
  store_id text not null,
  sub_order_id text not null references orders.sub_orders (id),
  order_id text not null references orders.orders,
  country text not null,
  kind text not null,
  key_id text,
  sealed bytea,
  masked text,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (store_id, sub_order_id),
  check ((erased_at is null) = (sealed is not null and key_id is not null and masked is not null))
);
create index customs_ids_of_order on orders.customs_ids (order_id);
create index customs_ids_by_key on orders.customs_ids (key_id) where key_id is not null;
comment on table orders.customs_ids is 'Numbers by which the customs of a destination know the buyer, one for each store that ships across the border';
comment on column orders.customs_ids.country is 'The destination whose customs ask';
comment on column orders.customs_ids.kind is 'Which number it is, such as kr-pccc';
comment on column orders.customs_ids.sealed is 'AES-256-GCM with the key key_id, bound to the sub-order: nonce, ciphertext, tag; null once erased';
comment on column orders.customs_ids.masked is 'As its owner recognises it: the last characters';
comment on column orders.customs_ids.erased_at is 'When it was no longer needed';

alter table orders.customs_ids enable row level security;
create policy own_store on orders.customs_ids to tradewind_merchant
  using (store_id = current_setting('tradewind.store_id', true)) with check (store_id = current_setting('tradewind.store_id', true));
