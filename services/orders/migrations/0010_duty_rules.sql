alter table orders.lines add column duty_rules jsonb not null default '[]';
comment on column orders.lines.duty_rules is 'Rows of tariffs, cases and levies that decided the duty, charged or due, frozen as quoted: name, source, agreement, rate, amount';
