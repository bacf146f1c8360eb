-- CreateTable
CREATE TABLE "staff_contact" (
    "staff_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_contact_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "staff_code" (
    "staff_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_code_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "level" SMALLINT NOT NULL,
    "calls" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "escalated_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,
    "rung" INTEGER NOT NULL DEFAULT 0,
    "ringing_until" TIMESTAMPTZ(3),

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_contact_contact_id_key" ON "staff_contact"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_code_digest_key" ON "staff_code"("digest");

-- CreateIndex
CREATE INDEX "alarm_case_id_idx" ON "alarm"("case_id");

-- CreateIndex
CREATE INDEX "alarm_acknowledged_at_due_at_idx" ON "alarm"("acknowledged_at", "due_at");

-- At most one open alarm of a case; Prisma's schema has no word for it.
CREATE UNIQUE INDEX "alarm_open_key" ON "alarm"("case_id") WHERE "acknowledged_at" IS NULL;

-- AddForeignKey
ALTER TABLE "staff_contact" ADD CONSTRAINT "staff_contact_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_contact" ADD CONSTRAINT "staff_contact_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_code" ADD CONSTRAINT "staff_code_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_acknowledged_by_fkey" FOREIGN KEY ("acknowledged_by") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
