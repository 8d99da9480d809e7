create function platform.enqueue(task text, payload json, run_at timestamptz, job_key text) returns void
language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job(task, payload := payload, run_at := run_at, job_key := job_key, max_attempts := 25)
$$;
comment on function platform.enqueue is 'Queues a task in the caller''s transaction; merchants'' transactions may too, without reading the queue';
