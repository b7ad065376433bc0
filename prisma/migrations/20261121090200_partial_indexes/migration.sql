-- One running turn a session: the database says so, whatever the code does.
CREATE UNIQUE INDEX turn_one_running_partial ON turn (organisation_id, session_id) WHERE status = 'running';

-- What the sweeper looks for, and nothing else.
CREATE INDEX turn_lease_partial ON turn (lease_expires_at) WHERE status = 'running';

-- Calls that wait for a person.
CREATE INDEX tool_call_waiting_partial ON tool_call (organisation_id, session_id) WHERE gate IS NOT NULL AND state IN ('gated', 'outcome_unknown');
