-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "allowed_origins" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "agent_alias" TEXT,
ADD COLUMN     "client_tools" JSONB;

-- CreateTable
CREATE TABLE "attachment_chunk" (
    "organisation_id" TEXT NOT NULL,
    "blob_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_chunk_pkey" PRIMARY KEY ("organisation_id","blob_id","position")
);

-- CreateTable
CREATE TABLE "session_file" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_file_pkey" PRIMARY KEY ("organisation_id","id")
);

-- What is stored already moves into pieces of 1 MiB, the size that reads by range count on.
ALTER TABLE "attachment" ADD COLUMN "blob_id" TEXT,
ADD COLUMN "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "attachment" SET "blob_id" = 'blb_' || substr("digest", 8, 32);
INSERT INTO "attachment_chunk" ("organisation_id", "blob_id", "position", "content")
SELECT a."organisation_id", a."blob_id", i, substring(a."content" FROM i * 1048576 + 1 FOR 1048576)
FROM "attachment" a, generate_series(0, (octet_length(a."content") - 1) / 1048576) AS i
WHERE octet_length(a."content") > 0;
ALTER TABLE "attachment" ALTER COLUMN "blob_id" SET NOT NULL, DROP COLUMN "content";

-- Files that messages brought before get their name in the session.
INSERT INTO "session_file" ("organisation_id", "id", "session_id", "path", "digest", "source", "created_at", "created_by", "used_at")
SELECT DISTINCT ON (t."organisation_id", t."session_id", f ->> 'digest')
  t."organisation_id", 'fil_' || substr(md5(t."session_id" || (f ->> 'digest')), 1, 26), t."session_id",
  substr(f ->> 'digest', 8, 8) || '-' || replace(f ->> 'filename', '/', '_'), f ->> 'digest', 'message', t."created_at", t."created_by", t."created_at"
FROM "turn" t, jsonb_path_query(t."input", '$[*].content[*].file') AS f
WHERE f ? 'digest'
ORDER BY t."organisation_id", t."session_id", f ->> 'digest', t."created_at";

-- CreateIndex
CREATE INDEX "attachment_chunk_created_at_idx" ON "attachment_chunk"("created_at");

-- CreateIndex
CREATE INDEX "session_file_organisation_id_digest_idx" ON "session_file"("organisation_id", "digest");

-- CreateIndex
CREATE UNIQUE INDEX "session_file_organisation_id_session_id_path_key" ON "session_file"("organisation_id", "session_id", "path");

-- CreateIndex
CREATE INDEX "attachment_organisation_id_blob_id_idx" ON "attachment"("organisation_id", "blob_id");

-- Uploads that no message has named yet: what the sweep looks for.
CREATE INDEX session_file_unused_partial ON session_file (created_at) WHERE used_at IS NULL;
