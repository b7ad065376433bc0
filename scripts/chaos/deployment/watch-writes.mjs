/**
 * Makes the database itself note who writes what: each row of the log, and each call that is sent or settled, with the
 * connection's application name beside the turn's owner and fence at that moment. The order of `n` is the order of
 * writing. A row whose writer is not the owner is one that a stale process got in.
 */
const text = `
  CREATE TABLE chaos_write (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    turn_id uuid NOT NULL, sequence_id int, what text NOT NULL, writer text NOT NULL, owner text, fence int,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX ON chaos_write (turn_id);

  CREATE FUNCTION chaos_note() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_TABLE_NAME = 'event' THEN
      INSERT INTO chaos_write (turn_id, sequence_id, what, writer, owner, fence)
      SELECT t.id, NEW.sequence_id, NEW.type, current_setting('application_name'), t.owner, t.fence
      FROM turn t WHERE t.organisation_id = NEW.organisation_id AND t.id = NEW.turn_id;
    ELSE
      -- A call is sent by the turn that runs, which is not the one that asked for it when a person decided in between.
      INSERT INTO chaos_write (turn_id, what, writer, owner, fence)
      SELECT t.id, 'call ' || NEW.state, current_setting('application_name'), t.owner, t.fence
      FROM turn t WHERE t.organisation_id = NEW.organisation_id AND t.session_id = NEW.session_id AND t.status = 'running';
    END IF;
    RETURN NULL;
  END $$;

  CREATE TRIGGER chaos_event AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION chaos_note();
  CREATE TRIGGER chaos_call_sent AFTER INSERT ON tool_call FOR EACH ROW
    WHEN (NEW.state = 'dispatched') EXECUTE FUNCTION chaos_note();
  CREATE TRIGGER chaos_call_ended AFTER UPDATE ON tool_call FOR EACH ROW
    WHEN (NEW.state IS DISTINCT FROM OLD.state AND NEW.state IN ('dispatched', 'settled')) EXECUTE FUNCTION chaos_note();
`;

export const watchWrites = (sql) => sql.rows(text);
