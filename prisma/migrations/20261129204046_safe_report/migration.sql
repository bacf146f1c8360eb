-- AlterTable
ALTER TABLE "case_file" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "over_limit" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "intake_draft" (
    "id" UUID NOT NULL,
    "lookup" BYTEA NOT NULL,
    "code_hash" TEXT NOT NULL,
    "payload" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tries_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intake_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_shift" (
    "id" UUID NOT NULL,
    "weekday" INTEGER,
    "day" DATE,
    "from_minute" INTEGER,
    "to_minute" INTEGER,
    "changed_by" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "duty_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_trace" (
    "contact_id" UUID NOT NULL,
    "message_id" INTEGER NOT NULL,
    "from_bot" BOOLEAN NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "delete_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "failed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "chat_trace_pkey" PRIMARY KEY ("contact_id","message_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "intake_draft_lookup_key" ON "intake_draft"("lookup");

-- CreateIndex
CREATE INDEX "intake_draft_expires_at_idx" ON "intake_draft"("expires_at");

-- CreateIndex
CREATE INDEX "duty_shift_weekday_idx" ON "duty_shift"("weekday");

-- CreateIndex
CREATE INDEX "duty_shift_day_idx" ON "duty_shift"("day");

-- CreateIndex
CREATE INDEX "chat_trace_delete_at_idx" ON "chat_trace"("delete_at");

-- AddForeignKey
ALTER TABLE "chat_trace" ADD CONSTRAINT "chat_trace_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

