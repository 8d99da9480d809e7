-- What a store's score counts is found by part of an order.
create index shipments_of_sub_order on orders.shipments (store_id, sub_order_id);
create index returns_of_sub_order on orders.returns (store_id, sub_order_id);
