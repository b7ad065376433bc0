-- DropIndex
DROP INDEX "turn_organisation_id_session_id_created_at_id_idx";

-- AlterTable
ALTER TABLE "turn" ADD COLUMN     "cancel_reason" TEXT,
ADD COLUMN     "follows_latest" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "has_queued" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "started_at" TIMESTAMPTZ(6),
ADD COLUMN     "steer_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "turn_steer" (
    "organisation_id" TEXT NOT NULL,
    "turn_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "turn_steer_pkey" PRIMARY KEY ("organisation_id","turn_id","number")
);

-- CreateIndex
CREATE INDEX "turn_organisation_id_session_id_started_at_id_idx" ON "turn"("organisation_id", "session_id", "started_at" DESC, "id" DESC);


-- Every turn so far started when it was created.
UPDATE turn SET started_at = created_at;

-- What promotion looks for: the turns that wait for their session, oldest first.
CREATE INDEX turn_queued_partial ON turn (organisation_id, session_id, created_at) WHERE status = 'queued';
