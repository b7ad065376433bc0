-- What the retention of deltas looks for: ended turns by age, and the deltas that are left.
CREATE INDEX turn_ended_partial ON turn (ended_at) WHERE status <> 'running';
CREATE INDEX event_delta_partial ON event (organisation_id, turn_id) WHERE type = 'model.delta';
