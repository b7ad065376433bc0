-- AlterTable
ALTER TABLE "turn" ALTER COLUMN "started_at" SET DEFAULT clock_timestamp();

-- CreateIndex
CREATE INDEX "turn_organisation_id_session_id_created_at_id_idx" ON "turn"("organisation_id", "session_id", "created_at", "id");

-- Turns that an earlier release has started since the column came. One that was never started has no fence.
UPDATE turn SET started_at = created_at WHERE started_at IS NULL AND fence > 0;
