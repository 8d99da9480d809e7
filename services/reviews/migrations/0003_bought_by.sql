alter table posts add column bought_by text;
update posts set bought_by = author_id where kind = 'review' and author_id is not null;
comment on column posts.bought_by is 'Of a review, who bought the goods: usr_… or gst_…; the author, or the guest that they were';
create unique index posts_once_bought on posts (bought_by, product_id) where kind = 'review' and bought_by is not null;
