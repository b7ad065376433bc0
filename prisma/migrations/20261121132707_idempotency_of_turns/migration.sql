-- AlterTable
ALTER TABLE "idempotency_record" ADD COLUMN     "claim_id" UUID,
ADD COLUMN     "steer_after" INTEGER,
ADD COLUMN     "steer_number" INTEGER,
ADD COLUMN     "turn_id" UUID;
