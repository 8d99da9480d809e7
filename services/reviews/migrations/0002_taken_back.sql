alter table posts add column removed_at timestamptz;
comment on column posts.removed_at is 'Taken back by its author while hidden or waiting: empty, seen by nobody, and in the way of another one';

drop index posts_to_look_at;
create index posts_to_look_at on posts (created_at, id) where (status = 'waiting' or reported > 0) and removed_at is null;
