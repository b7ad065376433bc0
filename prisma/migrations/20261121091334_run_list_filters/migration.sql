-- CreateIndex
CREATE INDEX "run_organisation_id_created_by_started_at_id_idx" ON "run"("organisation_id", "created_by", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_organisation_id_status_started_at_id_idx" ON "run"("organisation_id", "status", "started_at" DESC, "id" DESC);
