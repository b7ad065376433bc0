-- CreateTable
CREATE TABLE "demo_invoice" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "customer" TEXT NOT NULL,
    "customer_iban" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "paid_on" DATE,

    CONSTRAINT "demo_invoice_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "demo_charge" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "charged_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "demo_charge_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "demo_refund" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "invoice_id" TEXT NOT NULL,
    "charge_id" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "demo_refund_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "installation" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "suspended_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "last4" TEXT NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_name" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "organisation_id" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("organisation_id","actor_id","key")
);

-- CreateTable
CREATE TABLE "provider" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "base_url" TEXT,
    "secret" TEXT,
    "secret_last4" TEXT,
    "models" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mcp_server" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "transport" TEXT NOT NULL,
    "url" TEXT,
    "auth_type" TEXT NOT NULL,
    "auth_header" TEXT,
    "secret" TEXT,
    "secret_last4" TEXT,
    "builtin" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "tools_synced_at" TIMESTAMPTZ(6),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "mcp_server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mcp_tool" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "server_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "input_schema" JSONB NOT NULL,
    "output_schema" JSONB,
    "annotations" JSONB NOT NULL,
    "effect" TEXT NOT NULL DEFAULT 'unset',
    "idempotent" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'new',
    "removed_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_by" TEXT,

    CONSTRAINT "mcp_tool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "latest_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "skill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_version" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "skill_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "skill_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "tags" TEXT[],
    "latest_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_version" (
    "id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "manifest" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "agent_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_alias" (
    "organisation_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "agent_alias_pkey" PRIMARY KEY ("agent_id","alias")
);

-- CreateTable
CREATE TABLE "session" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "agent_id" TEXT,
    "agent_name" TEXT NOT NULL,
    "agent_version" INTEGER,
    "manifest" JSONB NOT NULL,
    "is_draft" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT,
    "metadata" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "run" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "agent_name" TEXT NOT NULL,
    "agent_version" INTEGER,
    "model_name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "turn_count" INTEGER NOT NULL DEFAULT 1,
    "step_count" INTEGER NOT NULL DEFAULT 0,
    "input_tokens" BIGINT NOT NULL DEFAULT 0,
    "output_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_read_tokens" BIGINT NOT NULL DEFAULT 0,
    "cache_write_tokens" BIGINT NOT NULL DEFAULT 0,
    "reasoning_tokens" BIGINT NOT NULL DEFAULT 0,
    "cost_usd" DECIMAL(18,9) NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "created_by" TEXT NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "turn" (
    "organisation_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "session_id" TEXT NOT NULL,
    "previous_turn_id" UUID,
    "run_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "output" JSONB,
    "cancellation_reason" TEXT,
    "error_code" TEXT,
    "error_message" TEXT,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_read_tokens" INTEGER NOT NULL DEFAULT 0,
    "cache_write_tokens" INTEGER NOT NULL DEFAULT 0,
    "reasoning_tokens" INTEGER NOT NULL DEFAULT 0,
    "cost_usd" DECIMAL(18,9) NOT NULL DEFAULT 0,
    "owner" TEXT,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_expires_at" TIMESTAMPTZ(6),
    "cancel_requested_at" TIMESTAMPTZ(6),
    "snapshot" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(6),
    "created_by" TEXT NOT NULL,

    CONSTRAINT "turn_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "event" (
    "organisation_id" TEXT NOT NULL,
    "turn_id" UUID NOT NULL,
    "sequence_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "thread_id" TEXT,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("organisation_id","turn_id","sequence_id")
);

-- CreateTable
CREATE TABLE "step" (
    "organisation_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "turn_id" UUID NOT NULL,
    "session_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "thread_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "model" TEXT,
    "server" TEXT,
    "tool_call_id" TEXT,
    "approval_required" BOOLEAN NOT NULL DEFAULT false,
    "approval_status" TEXT,
    "approval_by" TEXT,
    "sandbox_session_id" TEXT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cache_read_tokens" INTEGER,
    "cache_write_tokens" INTEGER,
    "reasoning_tokens" INTEGER,
    "cost_usd" DECIMAL(18,9),
    "cost_is_estimate" BOOLEAN NOT NULL DEFAULT false,
    "first_token_ms" INTEGER,
    "latency_ms" INTEGER,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6),
    "error_code" TEXT,
    "error_message" TEXT,
    "detail" JSONB NOT NULL,

    CONSTRAINT "step_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "step_payload" (
    "organisation_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "input" JSONB,
    "output" JSONB,

    CONSTRAINT "step_payload_pkey" PRIMARY KEY ("organisation_id","step_id")
);

-- CreateTable
CREATE TABLE "tool_call" (
    "organisation_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "turn_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "thread_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "server" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "tool_digest" TEXT NOT NULL,
    "arguments" JSONB NOT NULL,
    "arguments_digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "gate" TEXT,
    "gate_reason" TEXT,
    "expires_at" TIMESTAMPTZ(6),
    "decision" JSONB,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(6),
    "withdrawn_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(6),

    CONSTRAINT "tool_call_pkey" PRIMARY KEY ("organisation_id","session_id","id")
);

-- CreateTable
CREATE TABLE "attachment" (
    "organisation_id" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("organisation_id","digest")
);

-- CreateIndex
CREATE INDEX "demo_invoice_organisation_id_tenant_issued_on_idx" ON "demo_invoice"("organisation_id", "tenant", "issued_on");

-- CreateIndex
CREATE INDEX "demo_charge_organisation_id_invoice_id_idx" ON "demo_charge"("organisation_id", "invoice_id");

-- CreateIndex
CREATE INDEX "demo_refund_organisation_id_invoice_id_idx" ON "demo_refund"("organisation_id", "invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "app_user_organisation_id_created_at_idx" ON "app_user"("organisation_id", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_organisation_id_user_id_idx" ON "sign_in"("organisation_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_organisation_id_user_id_idx" ON "api_key"("organisation_id", "user_id");

-- CreateIndex
CREATE INDEX "audit_entry_organisation_id_created_at_idx" ON "audit_entry"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "provider_organisation_id_name_key" ON "provider"("organisation_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "mcp_server_organisation_id_name_key" ON "mcp_server"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "mcp_tool_organisation_id_idx" ON "mcp_tool"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "mcp_tool_server_id_name_key" ON "mcp_tool"("server_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "skill_organisation_id_name_key" ON "skill"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "skill_version_organisation_id_idx" ON "skill_version"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "skill_version_skill_id_version_key" ON "skill_version"("skill_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "agent_organisation_id_name_key" ON "agent"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "agent_version_organisation_id_idx" ON "agent_version"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_version_agent_id_version_key" ON "agent_version"("agent_id", "version");

-- CreateIndex
CREATE INDEX "agent_alias_organisation_id_idx" ON "agent_alias"("organisation_id");

-- CreateIndex
CREATE INDEX "session_organisation_id_created_at_id_idx" ON "session"("organisation_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "session_organisation_id_agent_name_created_at_idx" ON "session"("organisation_id", "agent_name", "created_at" DESC);

-- CreateIndex
CREATE INDEX "run_organisation_id_started_at_id_idx" ON "run"("organisation_id", "started_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "run_organisation_id_session_id_idx" ON "run"("organisation_id", "session_id");

-- CreateIndex
CREATE INDEX "run_organisation_id_agent_name_started_at_idx" ON "run"("organisation_id", "agent_name", "started_at" DESC);

-- CreateIndex
CREATE INDEX "turn_organisation_id_session_id_created_at_id_idx" ON "turn"("organisation_id", "session_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "turn_organisation_id_run_id_idx" ON "turn"("organisation_id", "run_id");

-- CreateIndex
CREATE INDEX "step_organisation_id_run_id_started_at_idx" ON "step"("organisation_id", "run_id", "started_at");

-- CreateIndex
CREATE INDEX "tool_call_organisation_id_server_tool_created_at_idx" ON "tool_call"("organisation_id", "server", "tool", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "mcp_tool" ADD CONSTRAINT "mcp_tool_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "mcp_server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "skill_version" ADD CONSTRAINT "skill_version_skill_id_fkey" FOREIGN KEY ("skill_id") REFERENCES "skill"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_version" ADD CONSTRAINT "agent_version_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_alias" ADD CONSTRAINT "agent_alias_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agent"("id") ON DELETE CASCADE ON UPDATE CASCADE;
