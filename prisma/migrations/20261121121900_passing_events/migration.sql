-- Progress of tools passes like deltas do: both are dropped five minutes after their turn.
CREATE INDEX event_passing_partial ON event (organisation_id, turn_id) WHERE type IN ('model.delta', 'tool.progress');
DROP INDEX event_delta_partial;
