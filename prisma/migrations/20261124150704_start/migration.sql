-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "address_key" BYTEA NOT NULL,
    "address" BYTEA NOT NULL,
    "locale" TEXT NOT NULL,
    "blocked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_session" (
    "contact_id" UUID NOT NULL,
    "state" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_session_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "chat_message" (
    "id" BIGSERIAL NOT NULL,
    "contact_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "client_key" TEXT,
    "payload" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "chat_key" BYTEA NOT NULL,
    "payload" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "error_code" TEXT,

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "contact_id" UUID,
    "chat_key" BYTEA NOT NULL,
    "lane" SMALLINT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "message_ref" TEXT,
    "error_code" TEXT,
    "possibly_twice" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_gate" (
    "channel" TEXT NOT NULL,
    "paused_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_gate_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "knowledge_entry" (
    "id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "shipped" TEXT NOT NULL,
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "conflict" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_entry_pkey" PRIMARY KEY ("id","locale")
);

-- CreateTable
CREATE TABLE "knowledge_gap" (
    "id" UUID NOT NULL,
    "contact_id" UUID,
    "locale" TEXT NOT NULL,
    "question" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "knowledge_gap_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_check" (
    "id" TEXT NOT NULL,
    "proof" BYTEA NOT NULL,
    "index_proof" BYTEA NOT NULL,

    CONSTRAINT "key_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "contact_seen_at_idx" ON "contact"("seen_at");

-- CreateIndex
CREATE UNIQUE INDEX "contact_channel_address_key_key" ON "contact"("channel", "address_key");

-- CreateIndex
CREATE INDEX "chat_message_contact_id_id_idx" ON "chat_message"("contact_id", "id");

-- CreateIndex
CREATE INDEX "chat_message_created_at_idx" ON "chat_message"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "chat_message_contact_id_client_key_key" ON "chat_message"("contact_id", "client_key");

-- CreateIndex
CREATE INDEX "inbox_done_at_idx" ON "inbox"("done_at");

-- CreateIndex
CREATE INDEX "inbox_chat_key_done_at_idx" ON "inbox"("chat_key", "done_at");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_update_id_key" ON "inbox"("channel", "update_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_dedupe_key_key" ON "outbox"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbox_channel_state_lane_id_idx" ON "outbox"("channel", "state", "lane", "id");

-- CreateIndex
CREATE INDEX "outbox_contact_id_idx" ON "outbox"("contact_id");

-- CreateIndex
CREATE INDEX "knowledge_gap_created_at_idx" ON "knowledge_gap"("created_at");

-- AddForeignKey
ALTER TABLE "chat_session" ADD CONSTRAINT "chat_session_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "knowledge_gap" ADD CONSTRAINT "knowledge_gap_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

