create function payments.keep_webhook(provider text, event_id text, type text, body jsonb, sent_at timestamptz, task text)
returns text language plpgsql as $$
begin
  if sent_at not between now() - interval '5 minutes' and now() + interval '5 minutes' then
    return 'too-old';
  end if;
  insert into payments.webhooks values (provider, event_id, type, body) on conflict do nothing;
  if not found then
    return 'known';
  end if;
  perform platform.enqueue(task, json_build_object('provider', provider, 'eventId', event_id), null, null);
  return 'stored';
end $$;
comment on function payments.keep_webhook is 'Keeps an event once and queues the task that takes it in, in one round trip, since providers wait for the answer; refuses what was signed longer than five minutes ago or ahead';
